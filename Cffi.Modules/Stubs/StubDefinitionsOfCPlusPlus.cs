namespace Cffi.Modules.Stubs;

/// <summary>The macros of <see cref="StubDefinitions"/> for C++ compilers that accept GCC's attributes.</summary>
/// <remarks>
/// C++ has templates instead of <c>_Generic</c> and GCC's builtins for types. A fact is the argument of a template,
/// so that a non-constant is an error. As an initializer it would silently be computed when the module is loaded.
/// </remarks>
internal static class StubDefinitionsOfCPlusPlus
{
    public const string Text =
        """
        #if __cplusplus < 201402L
        #error "a module in C++ needs C++14 or later"
        #endif
        #pragma GCC diagnostic ignored "-Wpragmas"
        #pragma GCC diagnostic ignored "-Wnarrowing"
        #pragma GCC diagnostic ignored "-Wpsabi"
        #ifdef __clang__
        #pragma clang diagnostic ignored "-Wc++11-narrowing"
        #endif
        #ifndef _Bool
        #define _Bool bool
        #endif
        #define restrict __restrict
        #define _Alignof alignof
        #define CFFI_DATA extern "C" __attribute__((visibility("hidden"), used))
        #define CFFI_STUB static __attribute__((used))
        #define CFFI_CONSTANT constexpr
        #define CFFI_LINKAGE extern "C"
        #define CFFI_WCHAR wchar_t
        #define CFFI_CHAR16 char16_t
        #define CFFI_CHAR32 char32_t
        #if defined __ELF__ || defined __APPLE__
        #define CFFI_CODE extern "C" __attribute__((visibility("hidden"), used, no_icf))
        #endif
        template<class T> struct cffi_plain { typedef T type; };
        template<class T> struct cffi_plain<const T> { typedef T type; };
        template<class T> struct cffi_plain<volatile T> { typedef T type; };
        template<class T> struct cffi_plain<const volatile T> { typedef T type; };
        template<class T> struct cffi_plain<T &> : cffi_plain<T> { };
        template<class T> struct cffi_plain<T &&> : cffi_plain<T> { };
        #ifdef __cpp_noexcept_function_type
        template<class R, class... A> struct cffi_plain<R(A...) noexcept> { typedef R type(A...); };
        template<class R, class... A> struct cffi_plain<R(A..., ...) noexcept> { typedef R type(A..., ...); };
        #endif
        template<class A, class B> struct cffi_alike { enum { value = 0 }; };
        template<class A> struct cffi_alike<A, A> { enum { value = 1 }; };
        template<class A, class B> struct cffi_points { enum { value = 0 }; };
        template<class A, class B> struct cffi_points<A *, B *> : cffi_alike<typename cffi_plain<A>::type, typename cffi_plain<B>::type> { };
        template<class T> struct cffi_function { static char test(T *); static char (&test(...))[2]; };
        template<class T> struct cffi_kind { enum { value = __is_enum(T) ? 1 : __is_union(T) ? 13 : __is_class(T) ? 12 : 0 }; };
        #define CFFI_IS(T, k) template<> struct cffi_kind<T> { enum { value = k }; };
        CFFI_IS(bool, 1) CFFI_IS(char, 1) CFFI_IS(signed char, 1) CFFI_IS(unsigned char, 1) CFFI_IS(short, 1) CFFI_IS(unsigned short, 1) CFFI_IS(int, 1) CFFI_IS(unsigned, 1)
        CFFI_IS(long, 1) CFFI_IS(unsigned long, 1) CFFI_IS(long long, 1) CFFI_IS(unsigned long long, 1) CFFI_IS(wchar_t, 1) CFFI_IS(char16_t, 1) CFFI_IS(char32_t, 1)
        #ifdef __cpp_char8_t
        CFFI_IS(char8_t, 1)
        #endif
        #ifdef __SIZEOF_INT128__
        CFFI_IS(__int128, 1) CFFI_IS(unsigned __int128, 1)
        #endif
        CFFI_IS(float, 8) CFFI_IS(double, 8) CFFI_IS(long double, 8)
        #ifdef __SIZEOF_FLOAT128__
        CFFI_IS(__float128, 8)
        #endif
        CFFI_IS(float _Complex, 9) CFFI_IS(double _Complex, 9) CFFI_IS(long double _Complex, 9)
        CFFI_IS(decltype(nullptr), 5)
        template<class T> struct cffi_kind<T *> { enum { value = 5 }; };
        template<class T> struct cffi_kind<T[]> { enum { value = 5 }; };
        template<class T, __SIZE_TYPE__ N> struct cffi_kind<T[N]> { enum { value = 5 }; };
        template<class R, class... A> struct cffi_kind<R(A...)> { enum { value = 5 }; };
        template<class R, class... A> struct cffi_kind<R(A..., ...)> { enum { value = 5 }; };
        template<class T, bool = __is_enum(T)> struct cffi_number { typedef T type; };
        template<class T> struct cffi_number<T, true> { typedef __underlying_type(T) type; };
        template<class T, bool = cffi_kind<T>::value == 1> struct cffi_sign { enum { value = 1 }; };
        template<class T> struct cffi_sign<T, true> { typedef typename cffi_number<T>::type N; enum { value = (N)-1 < (N)1 }; };
        template<class T, bool = cffi_kind<T>::value == 8> struct cffi_format { enum { value = 1 }; };
        template<class T> struct cffi_format<T, true> { enum { value = 1 | ((T)1 + (T)7.888609052210118e-31 != (T)1) << 1 }; };
        template<class T> struct cffi_unit { enum { value = 0 }; };
        template<> struct cffi_unit<char> { enum { value = 1 }; };
        template<> struct cffi_unit<wchar_t> { enum { value = 2 }; };
        template<> struct cffi_unit<char16_t> { enum { value = 3 }; };
        template<> struct cffi_unit<char32_t> { enum { value = 4 }; };
        #ifdef __cpp_char8_t
        template<> struct cffi_unit<char8_t> { enum { value = 5 }; };
        #endif
        template<class T> struct cffi_units { enum { value = 0 }; };
        template<class T, __SIZE_TYPE__ N> struct cffi_units<T[N]> : cffi_unit<typename cffi_plain<T>::type> { };
        template<bool> struct cffi_pick { template<class T, class O> static constexpr O of(const T &, O other) { return other; } };
        template<> struct cffi_pick<true> {
            template<class T, class O> static constexpr T of(const T &value, O) { return value; }
            template<class T, __SIZE_TYPE__ N, class O> static constexpr const T *of(const T (&value)[N], O) { return value; }
            template<class R, class... A, class O> static constexpr auto of(R (&value)(A...), O) { return &value; }
        };
        template<bool> struct cffi_address { template<class T> static constexpr unsigned long long of(const T &) { return 0; } };
        template<> struct cffi_address<true> { static unsigned long long of(const void *); };
        template<class T> constexpr bool cffi_is_negative(T value) { return (typename cffi_number<T>::type)value < (typename cffi_number<T>::type)0; }
        template<class T, __SIZE_TYPE__ N> struct cffi_characters { T data[N]; };
        template<class T> constexpr cffi_characters<char, 1> cffi_text(const T &) { return { }; }
        template<class T, __SIZE_TYPE__ N> constexpr cffi_characters<T, N> cffi_text(const T (&from)[N]) {
            cffi_characters<T, N> to = { };
            for (__SIZE_TYPE__ i = 0; i < N; i++) to.data[i] = from[i];
            return to;
        }
        template<unsigned long long N> struct cffi_fact { static constexpr unsigned long long value = N; };
        struct cffi_any { template<class T> operator T() const; };
        #define CFFI_TYPE(e) cffi_plain<decltype(e)>::type
        #define CFFI_CLASS(e) cffi_kind<CFFI_TYPE(e)>::value
        #define CFFI_KIND(e) CFFI_CLASS(e)
        #define CFFI_SAME(e, ...) cffi_alike<CFFI_TYPE(e), cffi_plain<__VA_ARGS__>::type>::value
        #define CFFI_POINTS(e, ...) cffi_points<CFFI_TYPE(e), cffi_plain<__VA_ARGS__>::type>::value
        #define CFFI_SAME_FUNCTION(e, ...) (sizeof(cffi_function<__VA_ARGS__>::test(e)) == 1)
        #define CFFI_FUNCTION(e, ...) (cffi_plain<__VA_ARGS__>::type *)(e)
        #define CFFI_SIGN(e) cffi_sign<CFFI_TYPE(e)>::value
        #define CFFI_BITS_SIGN(e) CFFI_SIGN(e)
        #define CFFI_TYPE_SIGN(...) cffi_sign<__VA_ARGS__>::value
        #define CFFI_FORMAT(e) cffi_format<CFFI_TYPE(e)>::value
        #define CFFI_FACT(...) cffi_fact<(unsigned long long)(__VA_ARGS__)>::value
        #define CFFI_PICK(c, e, other) cffi_pick<CFFI_CLASS(e) == c>::of(e, other)
        #define CFFI_INTEGER(e) (unsigned long long)CFFI_PICK(1, e, 0)
        #define CFFI_NEGATIVE(e) cffi_is_negative(CFFI_PICK(1, e, 0))
        #define CFFI_REAL(e) (double)CFFI_PICK(8, e, 0.0)
        #define CFFI_POINTER(e) CFFI_PICK(5, e, 0)
        #define CFFI_UNIT(e) cffi_units<CFFI_TYPE(e)>::value
        #define CFFI_IS_TEXT(e) CFFI_UNIT(e)
        #define CFFI_EVALUATED_UNIT(e) CFFI_UNIT(e)
        #define CFFI_TEXT_OBJECT(symbol, unit, e) CFFI_DATA constexpr auto symbol = cffi_text(e);
        #define CFFI_NUMBERED(e) cffi_address<true>::of(e)
        #define CFFI_ADDRESS(e) cffi_address<CFFI_CLASS(e) == 5 && CFFI_UNIT(e) == 0>::of(e)
        #define CFFI_COPY(to, from, size) __builtin_memcpy(to, from, size)
        #define CFFI_ONES(e) (CFFI_TYPE(e))-1
        #define CFFI_OUTSIDE(place, e) static_assert(sizeof(CFFI_TYPE(e)) == 0, "in C++ a compound literal is a temporary object"); static void *const place = 0;
        #define CFFI_ORDER(symbol, T, ...) CFFI_DATA const char symbol[sizeof(T)] = { };
        #define CFFI_MORE(name, ...) template<class T> constexpr auto name(int) -> decltype(T __VA_ARGS__, true) { return __is_aggregate(T); } template<class T> constexpr bool name(long) { return false; }
        #define CFFI_HAS_MORE(name, T) name<T>(0)

        """;
}
