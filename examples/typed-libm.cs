// Typed bindings in a script: the C text becomes a class when the script is compiled. With the package, the
// script needs only '#:package Cffi@1.0.0'; here the generator comes from the sources (Directory.Build.targets).
using Cffi;

Console.WriteLine(LibM.cos(1.0));
Console.WriteLine(LibM.div(7, 2).quot);

LibM.sincos(1.0, out double sine, out double cosine);
Console.WriteLine($"sin^2 + cos^2 = {sine * sine + cosine * cosine:F3}");
Console.WriteLine($"strlen: {LibM.strlen("hello")}");
Console.WriteLine($"M_PI = {LibM.M_PI}");

[Cdef("""
    typedef struct { int quot, rem; } div_t;
    div_t div(int numer, int denom);
    double cos(double x);

    // Computes both at once, which takes less time than two calls.
    void sincos(double x, [[cffi::out]] double *sin, [[cffi::out]] double *cos);
    size_t strlen(const char *s);
    #define M_PI 3.14159265358979323846
    """, Library = "m")]
static partial class LibM;
