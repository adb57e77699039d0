namespace Cffi.Modules.Stubs;

/// <summary>The macros of <see cref="StubDefinitions"/> for C compilers.</summary>
internal static class StubDefinitionsOfC
{
    public const string Text =
        """
        #if defined __TINYC__
        #define CFFI_DATA
        #define CFFI_STUB static
        #define CFFI_CLASS(e) _Generic((e), CFFI_INTEGERS(1), CFFI_REALS(8), default: 0)
        #define CFFI_PICK(c, e, other) __builtin_choose_expr(CFFI_CLASS(e) == (c), e, other)
        #define CFFI_SAME(e, T) __builtin_types_compatible_p(__typeof__(e), T)
        #define CFFI_SAME_FUNCTION(e, T) CFFI_SAME(e, T)
        #define CFFI_POINTS(e, T) (CFFI_IS_NO_ARRAY(e) && CFFI_SAME(*(e), __typeof__(*(T)0)))
        #define CFFI_BITS_SIGN(e) _Generic((e), char: (char)-1 < 0, signed char: 1, short: 1, int: 1, long: 1, long long: 1, default: 0)
        #define CFFI_CODE
        #define CFFI_POINTER(e) __builtin_choose_expr(CFFI_CLASS(e) == 0, e, 0)
        #define CFFI_WITHOUT_TEXT(e) __builtin_choose_expr(CFFI_IS_TEXT(e), 0, e)
        #define CFFI_IS_ARRAY(e, T) (CFFI_SAME(e, T[CFFI_ROOM(e, T)]) || CFFI_SAME(e, const T[CFFI_ROOM(e, T)]))
        #elif (defined _MSC_VER && !defined __clang__) || defined CFFI_PLAIN_C
        #define CFFI_DATA
        #define CFFI_STUB static
        #define CFFI_CLASS(e) _Generic((e), CFFI_INTEGERS(1), CFFI_REALS(8), default: 0)
        #define CFFI_PICK(c, e, other) CFFI_PICK_##c(e, other)
        #define CFFI_PICK_1(e, other) _Generic((e), CFFI_INTEGERS(e), default: other)
        #define CFFI_PICK_8(e, other) _Generic((e), CFFI_REALS(e), default: other)
        #define CFFI_POINTER(e) _Generic((e), CFFI_INTEGERS(0), CFFI_REALS(0), default: e)
        #define CFFI_WITHOUT_TEXT(e) _Generic((char (*)[CFFI_IS_TEXT(e) ? 1 : 2])0, char (*)[1]: 0, default: e)
        #define CFFI_SAME(e, T) _Generic((__typeof__(e) *)0, __typeof__(T) *: 1, const __typeof__(T) *: 1, volatile __typeof__(T) *: 1, const volatile __typeof__(T) *: 1, default: 0)
        #define CFFI_SAME_FUNCTION(e, T) _Generic((__typeof__(e) *)0, __typeof__(T) *: 1, default: 0)
        #define CFFI_POINTS(e, T) (CFFI_IS_NO_ARRAY(e) && _Generic((e), T: 1, default: _Generic(1 ? (e) : (T)0, T: 1, default: 0)))
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
        #define CFFI_POINTS(e, T) (CFFI_IS_NO_ARRAY(e) && CFFI_SAME(0 ? CFFI_PICK(5, e, (T)0) : (T)0, T))
        #define CFFI_BITS_SIGN(e) ((CFFI_TYPE(e))-1 < 0)
        #define CFFI_IS_LITERAL(e) __builtin_constant_p(e)
        #define CFFI_TEXT(unit, e) __builtin_choose_expr(unit, e, "")
        #define CFFI_TEXT_OBJECT(symbol, unit, e) CFFI_DATA const __typeof__(*CFFI_TEXT(unit, e)) symbol[] = CFFI_TEXT(unit, e);
        #define CFFI_COPY(to, from, size) __builtin_memcpy(to, from, size)
        #define CFFI_TYPE(e) __typeof__((0, e))
        #define CFFI_FORMAT(e) (CFFI_IS_DECIMAL(e) ? 4 : 1 | ((CFFI_NUMBER(e))1 + (CFFI_NUMBER(e))0x1p-100 != 1) << 1)
        #define CFFI_NUMBER(e) CFFI_TYPE(CFFI_PICK(8, e, 0.0))
        #ifdef __DEC64_MANT_DIG__
        #define CFFI_IS_DECIMAL(e) (CFFI_SAME(e, _Decimal32) || CFFI_SAME(e, _Decimal64) || CFFI_SAME(e, _Decimal128))
        #else
        #define CFFI_IS_DECIMAL(e) 0
        #endif
        #if defined __ELF__ || defined __APPLE__
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
        #define CFFI_IS_NO_ARRAY(e) CFFI_SAME(e, __typeof__(0 ? (e) : (e)))
        #ifndef CFFI_IS_LITERAL
        #define CFFI_IS_LITERAL(e) 1
        #endif
        #ifndef CFFI_IS_ARRAY
        #define CFFI_IS_ARRAY(e, T) CFFI_SAME(e, T[CFFI_ROOM(e, T)])
        #endif
        #ifndef CFFI_FORMAT
        #define CFFI_FORMAT(e) 1
        #endif
        #ifndef CFFI_COPY
        #define CFFI_COPY(to, from, size) cffi_copy(to, from, size)
        static void cffi_copy(void *to, const void *from, unsigned long long size) { while (size--) ((char *)to)[size] = ((const char *)from)[size]; }
        #endif
        #define CFFI_INTEGERS(r) _Bool: r, char: r, signed char: r, unsigned char: r, short: r, unsigned short: r, int: r, unsigned: r, long: r, unsigned long: r, long long: r, unsigned long long: r
        #define CFFI_REALS(r) float: r, double: r, long double: r
        #define CFFI_SIGN(e) ((CFFI_TYPE(CFFI_PICK(1, e, 0)))-1 < (CFFI_TYPE(CFFI_PICK(1, e, 0)))1)
        #define CFFI_INTEGER(e) (unsigned long long)CFFI_PICK(1, e, 0)
        #define CFFI_NEGATIVE(e) (CFFI_PICK(1, e, 0) < 0)
        #define CFFI_REAL(e) (double)CFFI_PICK(8, e, 0.0)
        #define CFFI_UNIT(e) (CFFI_IS_ARRAY(e, char) ? 1 : CFFI_IS_ARRAY(e, __WCHAR_TYPE__) ? 2 : CFFI_IS_ARRAY(e, __CHAR16_TYPE__) ? 3 : CFFI_IS_ARRAY(e, __CHAR32_TYPE__) ? 4 : CFFI_IS_ARRAY(e, unsigned char) ? 5 : 0)
        #define CFFI_IS_TEXT(e) (CFFI_UNIT(e) == 1 || CFFI_IS_LITERAL(e) ? CFFI_UNIT(e) : 0)
        #define CFFI_EVALUATED_UNIT(e) (CFFI_UNIT(e) == 1)
        #define CFFI_ROOM(e, T) ((sizeof(__typeof__(e)) + sizeof(T) - 1) / sizeof(T))
        #define CFFI_ADDRESS(e) CFFI_NUMBERED(CFFI_POINTER(CFFI_WITHOUT_TEXT(e)))
        #define CFFI_NUMBERED(e) ((unsigned long long)(__UINTPTR_TYPE__)(e) ^ 1)
        #ifndef CFFI_KIND
        #define CFFI_KIND(e) CFFI_CLASS(e)
        #endif
        #define CFFI_FACT(...) (unsigned long long)(__VA_ARGS__)
        #define CFFI_CONSTANT const
        #define CFFI_LINKAGE
        #define CFFI_WCHAR __WCHAR_TYPE__
        #define CFFI_CHAR16 __CHAR16_TYPE__
        #define CFFI_CHAR32 __CHAR32_TYPE__
        #define CFFI_ONES(e) -1
        #define CFFI_TYPE_SIGN(T) ((T)-1 < (T)1)
        #define CFFI_FUNCTION(e, T) e
        #define CFFI_OUTSIDE(place, e) static void *const place = (void *)&(e);
        #define CFFI_ORDER(symbol, T, ...) CFFI_DATA const T symbol = __VA_ARGS__;
        #define CFFI_MORE(name, ...)
        #define CFFI_HAS_MORE(name, T) 0

        """;
}
