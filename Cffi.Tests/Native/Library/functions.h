signed char narrow_schar(void);
unsigned char narrow_uchar(void);
short narrow_short(void);
unsigned short narrow_ushort(void);
int narrow_int(void);
unsigned int narrow_uint(void);
_Bool narrow_true(void);
_Bool narrow_false(void);
float narrow_float(void);
char narrow_char(void);

struct float3 float3_next(struct float3 v);
struct float2 float2_next(struct float2 v);
struct float_int float_int_next(struct float_int v);
struct double_char double_char_next(struct double_char v);
struct char_double char_double_next(struct char_double v);
struct long2 long2_next(struct long2 v);
struct one_float one_float_next(struct one_float v);
struct bytes9 bytes9_next(struct bytes9 v);
struct bytes16 bytes16_next(struct bytes16 v);
struct bytes17 bytes17_next(struct bytes17 v);
struct packed packed_next(struct packed v);
union number number_next(union number v);
struct nested nested_next(struct nested v);
struct large large_next(struct large v);

long aligned16_after(int odd, long a, long b, long c, long d, long e, long f, struct aligned16 v);
long aligned32_after(int odd, long a, long b, long c, long d, long e, long f, struct aligned32 v);
double mixed20(char a, double b, short c, float d, int e, double f, long g, float h, unsigned char i, double j,
    long k, double l, int m, double n, short o, double p, long q, double r, signed char s, float t);
double five_and_eight(double d, char a, char b, char c, char e, char f, float g, struct char_double h);
long registers_left(long a, long b, long c, long d, long e, struct long2 pair, long last);
double mixed5_sum(struct mixed5 v, char a, float b, struct char_double c);

__int128 int128_add(__int128 a, int b);
unsigned __int128 uint128_shift(int a, unsigned __int128 b, int shift);
long long int128_high(long a, __int128 b, long c, __int128 d, __int128 e);
long double long_double_mix(int a, long double b, double c, long double d);

binary pick(const char *name);
int apply(struct operation op, int a, int b);
struct operation make_operation(const char *name);
enum signs flip(enum signs s);
double sum_256(int n, ...);
long sum_kinds(const char *kinds, ...);
long count_strings(const char **list);
void fill(int *numbers, int n, int value);
void set_errno(int value);
int get_errno(void);
int poke_unaligned(struct packed *p);
size_t length16(const char16_t *s);
size_t length32(const char32_t *s);
const char *greeting(void);
void nothing(void);

extern int global_int;
extern const double global_double;
extern char global_text[16];
extern int global_numbers[5];
extern struct long2 global_record;
extern struct operation global_operation;
extern const char *global_pointer;
extern unsigned char global_byte;
extern _Bool global_flag;
extern enum signs global_enum;
extern long double global_wide;
extern _Thread_local int global_per_thread;
long count_constant_strings(const char *const *list);
int sum_firsts(int *const *rows, int n);
