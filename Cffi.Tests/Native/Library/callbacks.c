#include <pthread.h>

int call_int(int (*f)(int, int), int a, int b) { return f(a, b); }
double call_double(double (*f)(double, float), double a, float b) { return f(a, b); }
void *call_pointer(void *(*f)(void *, const char *), void *a) { return f(a, "from C"); }
void call_void(void (*f)(int), int a) { f(a); }

/* Arguments narrower than a register, upper bits poisoned. */
int call_narrow(int (*f)(signed char, unsigned char, short, unsigned short, _Bool, int, float))
{
    int (*wide)(long, long, long, long, long, long, double) = (void *)f;
    union { unsigned long long bits; double d; } poisoned = { 0xDEADBEEF3FC00000 };
    return wide(0x5A5A5A5A5A5A5A80, 0x5A5A5A5A5A5A5AFF, 0x5A5A5A5A5A5A8000, 0x5A5A5A5A5A5AFFFE, 0x5A5A5A5A5A5A5A01, 0x5A5A5A5A80000001, poisoned.d);
}
double call_many(double (*f)(int, double, long, float, short, double, char, double, long, double, int, double, long, double, float, double, double, double, int, long))
{ return f(1, 2.5, 3, 4.5f, 5, 6.5, 7, 8.5, 9, 10.5, 11, 12.5, 13, 14.5, 15.5f, 16.5, 17.5, 18.5, 19, 20); }
#define BY_VALUE(type) struct type call_##type(struct type (*f)(struct type), struct type v) { return f(v); }
BY_VALUE(long2) BY_VALUE(float2) BY_VALUE(float3) BY_VALUE(char_double) BY_VALUE(double_char) BY_VALUE(packed) BY_VALUE(one_float) BY_VALUE(large)
struct bytes17 call_bytes17(struct bytes17 (*f)(int, struct bytes17), struct bytes17 v) { return f(5, v); }
struct aligned32 call_aligned32(struct aligned32 (*f)(int, long, long, long, long, long, long, struct aligned32), struct aligned32 v) { return f(1, 2, 3, 4, 5, 6, 7, v); }
signed char call_schar(signed char (*f)(void)) { return f(); }
_Bool call_bool(_Bool (*f)(void)) { return f(); }
double call_long_double(double (*f)(long double, int, long double)) { return f(1.5L, 2, -0.25L); }
__int128 call_int128(__int128 (*f)(__int128, int), __int128 a) { return f(a, 3); }
int call_repeatedly(int (*f)(int), int times) { int sum = 0; for (int i = 0; i < times; i++) sum += f(i); return sum; }

struct job { int (*f)(int); int a, times, sum; };
static void *work(void *p) { struct job *j = p; for (int i = 0; i < j->times; i++) j->sum += j->f(j->a + i); return 0; }
int call_in_thread(int (*f)(int), int a)
{
    struct job j = { f, a, 1, 0 }; pthread_t t;
    pthread_create(&t, 0, work, &j); pthread_join(t, 0);
    return j.sum;
}
int call_in_threads(int (*f)(int), int threads, int times)
{
    struct job jobs[64]; pthread_t t[64]; int sum = 0;
    for (int i = 0; i < threads; i++) { jobs[i] = (struct job){ f, i, times, 0 }; pthread_create(&t[i], 0, work, &jobs[i]); }
    for (int i = 0; i < threads; i++) { pthread_join(t[i], 0); sum += jobs[i].sum; }
    return sum;
}
int call_reading_errno(int (*f)(void), int before) { errno = before; int answer = f(); return answer * 1000 + errno; }
static int (*remembered)(int);
void remember(int (*f)(int)) { remembered = f; }
int call_remembered(int a) { return remembered(a); }
