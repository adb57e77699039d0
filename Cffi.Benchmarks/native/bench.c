// The functions that the benchmarks call. They do little work, so that the time is that of the call.
#include <stddef.h>

typedef struct { double x, y; } point;
typedef struct { long words[8]; } big;

int add(int a, int b) { return a + b; }
double scale(double a, double b) { return a * b; }
long sum8(long a, long b, long c, long d, long e, long f, long g, long h) { return a + b + c + d + e + f + g + h; }
point mirror(point p) { return (point){ p.y, p.x }; }
big bump(big b) { b.words[0]++; return b; }
size_t length(const char *s) { size_t n = 0; while (s[n]) n++; return n; }

// Calls back n times, so that the time of the one call into C does not matter.
int repeat(int n, int (*callback)(int, int)) {
    int sum = 0;
    for (int i = 0; i < n; i++) sum += callback(i, 1);
    return sum;
}

typedef struct { int left, right, more; } triple;

int left(triple t) { return t.left; }
