namespace Cffi.Tests.RealLibraries;

/// <summary>The C library and its mathematics library, opened once for all tests.</summary>
internal static class StandardLibrary
{
    public static Ffi Standard { get; } = Declare();

    public static CLibrary C { get; } = Standard.Dlopen("c");

    public static CLibrary M { get; } = Standard.Dlopen("m");

    private static Ffi Declare()
    {
        var ffi = new Ffi();
        ffi.Cdef("""
            typedef struct { int quot, rem; } div_t;
            typedef struct { long quot, rem; } ldiv_t;
            typedef long time_t;
            struct tm {
                int tm_sec, tm_min, tm_hour, tm_mday, tm_mon, tm_year, tm_wday, tm_yday, tm_isdst;
                long tm_gmtoff;
                const char *tm_zone;
            };
            div_t div(int numer, int denom);
            ldiv_t ldiv(long numer, long denom);
            long labs(long n);
            int abs(int n);
            int toupper(int c);
            size_t strlen(const char *s);
            size_t wcslen(const wchar_t *s);
            size_t mbstowcs(wchar_t *to, const char *from, size_t n);
            char *strchr(const char *s, int c);
            int snprintf(char *buf, size_t n, const char *format, ...);
            long strtol(const char *s, char **end, int base);
            double strtod(const char *s, char **end);
            char *getenv(const char *name);
            int setenv(const char *name, const char *value, int overwrite);
            void *memset(void *p, int c, size_t n);
            void qsort(void *base, size_t n, size_t size, int (*cmp)(const void *, const void *));
            void *bsearch(const void *key, const void *base, size_t n, size_t size, int (*cmp)(const void *, const void *));
            time_t time(time_t *out);
            struct tm *gmtime_r(const time_t *t, struct tm *out);
            time_t timegm(struct tm *tm);
            size_t strftime(char *s, size_t max, const char *format, const struct tm *tm);
            FILE *fopen(const char *path, const char *mode);
            int fputs(const char *s, FILE *f);
            size_t fread(void *p, size_t size, size_t n, FILE *f);
            long ftell(FILE *f);
            int fclose(FILE *f);
            int close(int fd);
            extern char **environ;

            double cos(double x);
            double hypot(double x, double y);
            double frexp(double x, int *exponent);
            double nextafter(double x, double y);
            double lgamma_r(double x, int *sign);
            float sqrtf(float x);
            double _Complex csqrt(double _Complex z);
            float cabsf(float _Complex z);
            double cabs(double _Complex z);
            float _Complex conjf(float _Complex z);
            long double sqrtl(long double x);
            long double fabsl(long double x);
            long double _Complex csqrtl(long double _Complex z);
            """);
        return ffi;
    }
}
