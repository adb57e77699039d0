namespace Cffi.Modules.Stubs;

/// <summary>The macros with which a stub asks its questions, for each kind of compiler.</summary>
/// <remarks>
/// <c>CFFI_CLASS</c> gives one of <see cref="Kinds"/>. <c>CFFI_PICK(c, e, other)</c> is <c>e</c> if <c>e</c> is of class
/// <c>c</c>, so that a question that does not fit the type still compiles. <c>CFFI_FORMAT</c> gives one of
/// <see cref="FloatingFormats"/>. <c>CFFI_PASSES</c> defines what <see cref="PassingProbe"/> compares.
/// </remarks>
internal static class StubDefinitions
{
    /// <summary>A test defines it, to compile as for a compiler that has only standard C.</summary>
    public const string PlainSwitch = "CFFI_PLAIN_C";

    public const string Text =
        "#ifdef __cplusplus\n" + StubDefinitionsOfCPlusPlus.Text + "#else\n" + StubDefinitionsOfC.Text + "#endif\n" +
        """
        #ifdef CFFI_CODE
        #define CFFI_PASSES(name, T) CFFI_TAKES(name, T) CFFI_GIVES(name, T)
        #define CFFI_TAKES(name, T) CFFI_CODE void cffi_takes_##name(T cffi_0, long cffi_1, double cffi_2, long *cffi_3, double *cffi_4) { *cffi_3 = cffi_1; *cffi_4 = cffi_2; }
        #define CFFI_GIVES(name, T) CFFI_CODE T cffi_gives_##name(long cffi_1, long *cffi_2) { for (;;) *(volatile long *)cffi_2 = cffi_1; }
        #else
        #define CFFI_PASSES(name, T)
        #endif
        #define CFFI_COUNT(e) (sizeof((e)[0]) ? sizeof(e) / (sizeof((e)[0]) + !sizeof((e)[0])) : (unsigned long long)-1)
        #define CFFI_STRING(e) CFFI_QUOTED(e)
        #define CFFI_QUOTED(e) #e
        #ifdef _WIN32
        #define CFFI_EXPORT CFFI_LINKAGE __declspec(dllexport)
        #define CFFI_TIME long long
        #else
        #define CFFI_EXPORT CFFI_LINKAGE __attribute__((visibility("default"), used))
        #define CFFI_TIME long
        #endif
        #if defined __clang__ || defined __cplusplus
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
