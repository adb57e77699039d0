namespace Cffi.Modules.Stubs;

/// <summary>The macros that a stub asks its questions with, for each kind of compiler.</summary>
/// <remarks>
/// <c>CFFI_CLASS</c> gives one of <see cref="Kinds"/>. <c>CFFI_PICK(c, e, other)</c> is <c>e</c> where that is of class
/// <c>c</c>, so that a question which does not fit the type still compiles. <c>CFFI_FORMAT</c> gives one of
/// <see cref="FloatingFormats"/>. <c>CFFI_PASSES</c> defines what <see cref="PassingProbe"/> compares.
/// </remarks>
internal static class StubDefinitions
{
    /// <summary>Defined by a test, to compile as for a compiler that has no more than standard C.</summary>
    public const string PlainSwitch = "CFFI_PLAIN_C";

    public const string Text =
        """
        #ifdef __cplusplus
        #error "a module is C: name a C compiler, and put C++ behind functions that are extern \"C\" in a library of its own"
        #endif
        #if defined __TINYC__
        #define CFFI_DATA
        #define CFFI_STUB static
        #define CFFI_CLASS(e) _Generic((e), CFFI_INTEGERS(1), CFFI_REALS(8), default: 0)
        #define CFFI_PICK(c, e, other) __builtin_choose_expr(CFFI_CLASS(e) == (c), e, other)
        #define CFFI_SAME(e, T) __builtin_types_compatible_p(__typeof__(e), T)
        #define CFFI_SAME_FUNCTION(e, T) CFFI_SAME(e, T)
        #define CFFI_POINTS(e, T) CFFI_SAME(*(e), __typeof__(*(T)0))
        #define CFFI_BITS_SIGN(e) _Generic((e), char: (char)-1 < 0, signed char: 1, short: 1, int: 1, long: 1, long long: 1, default: 0)
        #define CFFI_CODE
        #define CFFI_POINTER(e) __builtin_choose_expr(CFFI_CLASS(e) == 0, e, 0)
        #define CFFI_WITHOUT_TEXT(e) __builtin_choose_expr(CFFI_IS_TEXT(e), 0, e)
        #elif (defined _MSC_VER && !defined __clang__) || defined CFFI_PLAIN_C
        #define CFFI_DATA
        #define CFFI_STUB static
        #define CFFI_CLASS(e) _Generic((e), CFFI_INTEGERS(1), CFFI_REALS(8), default: 0)
        #define CFFI_PICK(c, e, other) CFFI_PICK_##c(e, other)
        #define CFFI_PICK_1(e, other) _Generic((e), CFFI_INTEGERS(e), default: other)
        #define CFFI_PICK_8(e, other) _Generic((e), CFFI_REALS(e), default: other)
        #define CFFI_POINTER(e) _Generic((e), CFFI_INTEGERS(0), CFFI_REALS(0), default: e)
        #define CFFI_WITHOUT_TEXT(e) _Generic((e), char *: 0, default: e)
        #define CFFI_SAME(e, T) _Generic((__typeof__(e) *)0, __typeof__(T) *: 1, const __typeof__(T) *: 1, volatile __typeof__(T) *: 1, const volatile __typeof__(T) *: 1, default: 0)
        #define CFFI_SAME_FUNCTION(e, T) _Generic((__typeof__(e) *)0, __typeof__(T) *: 1, default: 0)
        #define CFFI_POINTS(e, T) _Generic((e), T: 1, default: _Generic(1 ? (e) : (T)0, T: 1, default: 0))
        #define CFFI_BITS_SIGN(e) ((__typeof__((0, e)))-1 < 0)
        #else
        #pragma GCC diagnostic ignored "-Wpragmas"
        #pragma GCC diagnostic ignored "-Wincompatible-pointer-types"
        #pragma GCC diagnostic ignored "-Wint-conversion"
        #pragma GCC diagnostic ignored "-Wpsabi"
        #define CFFI_DATA __attribute__((visibility("hidden"), used))
        #define CFFI_STUB static __attribute__((used))
        #define CFFI_CLASS(e) __builtin_classify_type(e)
        #define CFFI_PICK(c, e, other) __builtin_choose_expr(CFFI_IS_##c(CFFI_CLASS(e)), e, other)
        #define CFFI_POINTER(e) CFFI_PICK(5, e, 0)
        #define CFFI_KIND(e) (CFFI_IS_1(CFFI_CLASS(e)) ? 1 : CFFI_CLASS(e))
        #define CFFI_WITHOUT_TEXT(e) __builtin_choose_expr(CFFI_IS_TEXT(e), 0, e)
        #define CFFI_IS_1(k) ((((k) - 1) & ~3) == 0)
        #define CFFI_IS_5(k) ((k) == 5)
        #define CFFI_IS_8(k) ((k) == 8)
        #define CFFI_SAME(e, T) __builtin_types_compatible_p(__typeof__(e), T)
        #define CFFI_SAME_FUNCTION(e, T) CFFI_SAME(e, T)
        #define CFFI_POINTS(e, T) CFFI_SAME(0 ? CFFI_PICK(5, e, (T)0) : (T)0, T)
        #define CFFI_BITS_SIGN(e) ((CFFI_TYPE(e))-1 < 0)
        #define CFFI_TEXT(e) __builtin_choose_expr(CFFI_IS_TEXT(e), e, "")
        #define CFFI_COPY(to, from, size) __builtin_memcpy(to, from, size)
        #define CFFI_TYPE(e) __typeof__((0, e))
        #define CFFI_FORMAT(e) (CFFI_IS_DECIMAL(e) ? 4 : 1 | ((CFFI_NUMBER(e))1 + (CFFI_NUMBER(e))0x1p-100 != 1) << 1)
        #define CFFI_NUMBER(e) CFFI_TYPE(CFFI_PICK(8, e, 0.0))
        #ifdef __DEC64_MANT_DIG__
        #define CFFI_IS_DECIMAL(e) (CFFI_SAME(e, _Decimal32) || CFFI_SAME(e, _Decimal64) || CFFI_SAME(e, _Decimal128))
        #else
        #define CFFI_IS_DECIMAL(e) 0
        #endif
        #ifdef __ELF__
        #define CFFI_CODE __attribute__((visibility("hidden"), used, no_icf))
        #endif
        #define CFFI_ONE_MORE , 1
        #define CFFI_ONE_OPEN , { 1 }
        #endif
        #ifndef CFFI_ONE_MORE
        #define CFFI_TYPE(e) __typeof__(e)
        #define CFFI_ONE_MORE
        #define CFFI_ONE_OPEN
        #endif
        #ifndef CFFI_FORMAT
        #define CFFI_FORMAT(e) 1
        #endif
        #ifdef CFFI_CODE
        #define CFFI_PASSES(name, T) CFFI_TAKES(name, T) CFFI_GIVES(name, T)
        #define CFFI_TAKES(name, T) CFFI_CODE void cffi_takes_##name(T cffi_0, long cffi_1, double cffi_2, long *cffi_3, double *cffi_4) { *cffi_3 = cffi_1; *cffi_4 = cffi_2; }
        #define CFFI_GIVES(name, T) CFFI_CODE T cffi_gives_##name(long cffi_1, long *cffi_2) { for (;;) *(volatile long *)cffi_2 = cffi_1; }
        #else
        #define CFFI_PASSES(name, T)
        #endif
        #ifndef CFFI_COPY
        #define CFFI_COPY(to, from, size) cffi_copy(to, from, size)
        static void cffi_copy(void *to, const void *from, unsigned long long size) { while (size--) ((char *)to)[size] = ((const char *)from)[size]; }
        #endif
        #define CFFI_INTEGERS(r) _Bool: r, char: r, signed char: r, unsigned char: r, short: r, unsigned short: r, int: r, unsigned: r, long: r, unsigned long: r, long long: r, unsigned long long: r
        #define CFFI_REALS(r) float: r, double: r, long double: r
        #define CFFI_SIGN(e) ((CFFI_TYPE(CFFI_PICK(1, e, 0)))-1 < (CFFI_TYPE(CFFI_PICK(1, e, 0)))1)
        #define CFFI_COUNT(e) (sizeof((e)[0]) ? sizeof(e) / (sizeof((e)[0]) + !sizeof((e)[0])) : (unsigned long long)-1)
        #define CFFI_INTEGER(e) (unsigned long long)CFFI_PICK(1, e, 0)
        #define CFFI_NEGATIVE(e) (CFFI_PICK(1, e, 0) < 0)
        #define CFFI_REAL(e) (double)CFFI_PICK(8, e, 0.0)
        #ifdef __TINYC__
        #define CFFI_IS_TEXT(e) (CFFI_SAME(e, char[sizeof(__typeof__(e))]) || CFFI_SAME(e, const char[sizeof(__typeof__(e))]))
        #else
        #define CFFI_IS_TEXT(e) CFFI_SAME(e, char[sizeof(__typeof__(e))])
        #endif
        #define CFFI_ADDRESS(e) CFFI_NUMBERED(CFFI_POINTER(CFFI_WITHOUT_TEXT(e)))
        #define CFFI_NUMBERED(e) ((unsigned long long)(__UINTPTR_TYPE__)(e) ^ 1)
        #ifndef CFFI_KIND
        #define CFFI_KIND(e) CFFI_CLASS(e)
        #endif
        #define CFFI_STRING(e) CFFI_QUOTED(e)
        #define CFFI_QUOTED(e) #e
        #ifdef _WIN32
        #define CFFI_EXPORT __declspec(dllexport)
        #define CFFI_TIME long long
        #else
        #define CFFI_EXPORT __attribute__((visibility("default"), used))
        #define CFFI_TIME long
        #endif
        #ifdef __clang__
        #define CFFI_FLOAT128 __float128
        #else
        #define CFFI_FLOAT128 _Float128
        #endif
        #ifdef _MSC_VER
        #define CFFI_VA_LIST char *
        #else
        #define CFFI_VA_LIST __builtin_va_list
        #endif
        #if defined CFFI_PLAIN_C || (defined _MSC_VER && !defined __clang__)
        #define CFFI_OFFSET(T, m) (unsigned long long)&((T *)0)->m
        #else
        #define CFFI_OFFSET(T, m) __builtin_offsetof(T, m)
        #endif
        #ifndef __INT8_TYPE__
        #ifdef _WIN64
        #define CFFI_WORD long long
        #else
        #define CFFI_WORD long
        #endif
        #define __INT8_TYPE__ signed char
        #define __UINT8_TYPE__ unsigned char
        #define __INT16_TYPE__ short
        #define __UINT16_TYPE__ unsigned short
        #define __INT32_TYPE__ int
        #define __UINT32_TYPE__ unsigned
        #ifdef __LP64__
        #define __INT64_TYPE__ long
        #define __UINT64_TYPE__ unsigned long
        #define __INTMAX_TYPE__ long
        #define __UINTMAX_TYPE__ unsigned long
        #define __INT_FAST16_TYPE__ long
        #define __UINT_FAST16_TYPE__ unsigned long
        #define __INT_FAST32_TYPE__ long
        #define __UINT_FAST32_TYPE__ unsigned long
        #else
        #define __INT64_TYPE__ long long
        #define __UINT64_TYPE__ unsigned long long
        #define __INTMAX_TYPE__ long long
        #define __UINTMAX_TYPE__ unsigned long long
        #define __INT_FAST16_TYPE__ int
        #define __UINT_FAST16_TYPE__ unsigned
        #define __INT_FAST32_TYPE__ int
        #define __UINT_FAST32_TYPE__ unsigned
        #endif
        #define __INTPTR_TYPE__ CFFI_WORD
        #define __UINTPTR_TYPE__ unsigned CFFI_WORD
        #define __CHAR16_TYPE__ unsigned short
        #define __CHAR32_TYPE__ unsigned
        #endif
        #ifndef __SIZE_TYPE__
        #define __SIZE_TYPE__ unsigned CFFI_WORD
        #define __PTRDIFF_TYPE__ CFFI_WORD
        #define __WCHAR_TYPE__ unsigned short
        #endif

        """;
}
