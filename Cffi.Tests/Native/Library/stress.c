#include <malloc.h>
#include <stdlib.h>

struct runner { int (*f)(int); int first, times, wrong; };
static void *run(void *p)
{
    struct runner *r = p;
    for (int i = 0; i < r->times; i++) r->wrong += r->f(r->first + i) != r->first + i + 1;
    return 0;
}
/* Returns the number of wrong answers; -1 if a thread could not be created. */
int run_threads(int (*f)(int), int threads, int times)
{
    struct runner r[256]; pthread_t t[256]; int wrong = 0;
    for (int i = 0; i < threads; i++)
    {
        r[i] = (struct runner){ f, i * 1000, times, 0 };
        if (pthread_create(&t[i], 0, run, &r[i])) return -1;
    }
    for (int i = 0; i < threads; i++) { pthread_join(t[i], 0); wrong += r[i].wrong; }
    return wrong;
}
int run_short_threads(int (*f)(int), int count)
{
    int wrong = 0;
    for (int i = 0; i < count; i += 8)
    {
        int answer = run_threads(f, count - i < 8 ? count - i : 8, 1);
        if (answer < 0) return -1;
        wrong += answer;
    }
    return wrong;
}
int descend(int (*f)(int), int level) { return f(level) + 1; }
/* Returns the bytes of all allocated blocks, with large ones; -1 if the C library does not count them. */
#ifdef __GLIBC__
void give_back(void) { malloc_trim(0); }
long allocated(void) { struct mallinfo2 m = mallinfo2(); return (long)(m.uordblks + m.hblkhd); }
#else
void give_back(void) { }
long allocated(void) { return -1; }
#endif
