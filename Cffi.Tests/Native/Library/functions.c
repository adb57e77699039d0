#include <errno.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <stdint.h>
#include <uchar.h>

/* Results narrower than a register, upper bits poisoned: the psABIs leave them undefined. */
#if defined(__aarch64__)
#define POISONED(name, value, more) __asm__(".globl " #name "\n.type " #name ", %function\n" #name ":\n ldr x0, =" value "\n" more " ret\n.ltorg\n")
#define TO_FLOATING " fmov d0, x0\n"
#elif defined(_WIN32)
#define POISONED(name, value, more) __asm__(".globl " #name "\n" #name ":\n movabs $" value ", %rax\n" more " ret\n.section .drectve\n.ascii \" -export:" #name "\"\n.text\n")
#define TO_FLOATING " movq %rax, %xmm0\n"
#else
#define POISONED(name, value, more) __asm__(".globl " #name "\n.type " #name ", @function\n" #name ":\n movabs $" value ", %rax\n" more " ret\n")
#define TO_FLOATING " movq %rax, %xmm0\n"
#endif
POISONED(narrow_schar, "0xDEADBEEFCAFE5A80", "");
POISONED(narrow_uchar, "0xDEADBEEFCAFE5AFF", "");
POISONED(narrow_short, "0xDEADBEEFCAFE8000", "");
POISONED(narrow_ushort, "0xDEADBEEFCAFEFFFE", "");
POISONED(narrow_true, "0xDEADBEEFCAFE5A01", "");
POISONED(narrow_false, "0xDEADBEEFCAFE5A00", "");
POISONED(narrow_char, "0xDEADBEEFCAFE5AE9", "");
POISONED(narrow_int, "0xDEADBEEF80000001", "");
POISONED(narrow_uint, "0xDEADBEEF80000001", "");
POISONED(narrow_float, "0xDEADBEEF3FC00000", TO_FLOATING);

struct float3 float3_next(struct float3 v) { v.v[0] += 1; v.v[1] += 2; v.v[2] += 3; return v; }
struct float2 float2_next(struct float2 v) { v.x += 1; v.y += 2; return v; }
struct float_int float_int_next(struct float_int v) { v.f += 1; v.i += 2; return v; }
struct double_char double_char_next(struct double_char v) { v.d += 1; v.c += 2; return v; }
struct char_double char_double_next(struct char_double v) { v.c += 1; v.d += 2; return v; }
struct long2 long2_next(struct long2 v) { v.a += 1; v.b += 2; return v; }
struct one_float one_float_next(struct one_float v) { v.f += 1; return v; }
#define BYTES(type) struct type type##_next(struct type v) { for (unsigned i = 0; i < sizeof v.b; i++) v.b[i] += i + 1; return v; }
BYTES(bytes9) BYTES(bytes16) BYTES(bytes17) BYTES(large)
struct packed packed_next(struct packed v) { v.c += 1; v.i += 2; v.d += 3; return v; }
union number number_next(union number v) { v.d += 1; return v; }
struct nested nested_next(struct nested v) { v.a.f += 1; v.a.i += 2; v.b.s[0] += 3; v.b.s[1] += 4; v.b.n.d += 5; return v; }

#define ALIGNED(type) long type##_after(int odd, long a, long b, long c, long d, long e, long f, struct type v) \
    { return ((uintptr_t)&v % _Alignof(struct type)) ? -1 : odd + a + b + c + d + e + 10 * f + 100 * v.a + 1000 * v.b + 10000 * v.c + 100000 * v.d; }
ALIGNED(aligned16) ALIGNED(aligned32)

double mixed20(char a, double b, short c, float d, int e, double f, long g, float h, unsigned char i, double j,
    long k, double l, int m, double n, short o, double p, long q, double r, signed char s, float t)
{ return a + 2 * b + 3 * c + 4 * d + 5 * e + 6 * f + 7 * g + 8 * h + 9 * i + 10 * j + 11 * k + 12 * l + 13 * m + 14 * n + 15 * o + 16 * p + 17 * q + 18 * r + 19 * s + 20 * t; }
double five_and_eight(double d, char a, char b, char c, char e, char f, float g, struct char_double h)
{ return d + 2 * a + 3 * b + 4 * c + 5 * e + 6 * f + 7 * g + 8 * h.c + 9 * h.d; }
long registers_left(long a, long b, long c, long d, long e, struct long2 pair, long last)
{ return a + 2 * b + 3 * c + 4 * d + 5 * e + 6 * pair.a + 7 * pair.b + 8 * last; }
double mixed5_sum(struct mixed5 v, char a, float b, struct char_double c)
{ return v.a + 2 * v.b + 3 * v.c + 4 * v.d + 5 * v.e + 6 * v.f + 7 * a + 8 * b + 9 * c.c + 10 * c.d; }

__int128 int128_add(__int128 a, int b) { return a + b; }
unsigned __int128 uint128_shift(int a, unsigned __int128 b, int shift) { return (b << shift) + a; }
long long int128_high(long a, __int128 b, long c, __int128 d, __int128 e) { return a + (long long)(b >> 64) + c + (long long)(d >> 64) + (long long)(e >> 64); }
long double long_double_mix(int a, long double b, double c, long double d) { return a + b * c - d; }

static int add(int a, int b) { return a + b; }
static int multiply(int a, int b) { return a * b; }
binary pick(const char *name) { return !strcmp(name, "add") ? add : !strcmp(name, "multiply") ? multiply : NULL; }
int apply(struct operation op, int a, int b) { return op.run(a, b); }
struct operation make_operation(const char *name) { struct operation op = { name, pick(name) }; return op; }
enum signs flip(enum signs s) { return s == MINUS ? PLUS : MINUS; }

/* Aligned so that the low byte of its address, which a call through a register leaves in AL, is 0. */
__attribute__((aligned(256))) double sum_256(int n, ...)
{
    va_list list; double sum = 0;
    va_start(list, n); while (n-- > 0) sum += va_arg(list, double); va_end(list);
    return sum;
}
long sum_kinds(const char *kinds, ...)
{
    va_list list; long sum = 0; int weight = 1;
    va_start(list, kinds);
    for (; *kinds; kinds++, weight++) switch (*kinds) {
        case 'i': sum += weight * va_arg(list, int); break;
        case 'l': sum += weight * va_arg(list, long); break;
        case 'd': sum += weight * (long)va_arg(list, double); break;
        case 's': sum += weight * (long)strlen(va_arg(list, const char *)); break;
        case 'p': { struct long2 v = va_arg(list, struct long2); sum += weight * (v.a + v.b); break; }
        case 'm': { struct bytes17 v = va_arg(list, struct bytes17); sum += weight * v.b[16]; break; }
        case 'D': sum += weight * (long)va_arg(list, long double); break;
    }
    va_end(list);
    return sum;
}
long count_strings(const char **list) { long n = 0; while (*list) n += strlen(*list++); return n; }
void fill(int *numbers, int n, int value) { for (int i = 0; i < n; i++) numbers[i] = value + i; }
void set_errno(int value) { errno = value; }
int get_errno(void) { return errno; }
int poke_unaligned(struct packed *p) { p->i++; return p->i; }
size_t length16(const char16_t *s) { size_t n = 0; while (s[n]) n++; return n; }
size_t length32(const char32_t *s) { size_t n = 0; while (s[n]) n++; return n; }
const char *greeting(void) { return "gr\303\274\303\237e"; }
void nothing(void) { }

int global_int = 42;
const double global_double = 2.5;
char global_text[16] = "initial";
int global_numbers[5] = { 1, 2, 3, 4, 5 };
struct long2 global_record = { 10, 20 };
struct operation global_operation = { "add", add };
const char *global_pointer = "pointed";
unsigned char global_byte = 200;
_Bool global_flag = 1;
enum signs global_enum = PLUS;
long double global_wide = 1.25L;
_Thread_local int global_per_thread = 7;
long count_constant_strings(const char *const *list) { long n = 0; while (*list) n += strlen(*list++); return n; }
int sum_firsts(int *const *rows, int n) { int sum = 0; for (int i = 0; i < n; i++) sum += rows[i][0]; return sum; }
