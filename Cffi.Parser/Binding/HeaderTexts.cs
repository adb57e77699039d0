namespace Cffi.Parser.Binding;

/// <summary>The declarations of the C library's headers, for a program that defines no feature macros.</summary>
/// <remarks>
/// A record with private members has its size and alignment, and glibc's names for the
/// members. If a target has no line, its headers are not known. Tests compare with gcc, and with clang for 32 bits.
/// </remarks>
internal static class HeaderTexts
{
    /// <summary>The file name of positions in the text.</summary>
    public const string Name = "<headers>";

    /// <summary>The declarations, for every target.</summary>
    public const string Types = """
        typedef struct { int quot; int rem; } div_t;
        typedef struct { long quot; long rem; } ldiv_t;
        typedef struct { long long quot; long long rem; } lldiv_t;
        typedef struct { intmax_t quot; intmax_t rem; } imaxdiv_t;
        struct timespec { time_t tv_sec; long tv_nsec; };
        typedef int sig_atomic_t;
        #ifdef _WIN32
        struct tm { int tm_sec; int tm_min; int tm_hour; int tm_mday; int tm_mon; int tm_year; int tm_wday; int tm_yday; int tm_isdst; };
        typedef unsigned short wint_t;
        #else
        struct tm { int tm_sec; int tm_min; int tm_hour; int tm_mday; int tm_mon; int tm_year; int tm_wday; int tm_yday; int tm_isdst; long tm_gmtoff; const char *tm_zone; };
        typedef enum { memory_order_relaxed, memory_order_consume, memory_order_acquire, memory_order_release, memory_order_acq_rel, memory_order_seq_cst } memory_order;
        typedef _Atomic _Bool atomic_bool;
        typedef _Atomic char atomic_char;
        typedef _Atomic signed char atomic_schar;
        typedef _Atomic unsigned char atomic_uchar;
        typedef _Atomic short atomic_short;
        typedef _Atomic unsigned short atomic_ushort;
        typedef _Atomic int atomic_int;
        typedef _Atomic unsigned int atomic_uint;
        typedef _Atomic long atomic_long;
        typedef _Atomic unsigned long atomic_ulong;
        typedef _Atomic long long atomic_llong;
        typedef _Atomic unsigned long long atomic_ullong;
        typedef _Atomic char16_t atomic_char16_t;
        typedef _Atomic char32_t atomic_char32_t;
        typedef _Atomic wchar_t atomic_wchar_t;
        typedef _Atomic int_least8_t atomic_int_least8_t;
        typedef _Atomic uint_least8_t atomic_uint_least8_t;
        typedef _Atomic int_least16_t atomic_int_least16_t;
        typedef _Atomic uint_least16_t atomic_uint_least16_t;
        typedef _Atomic int_least32_t atomic_int_least32_t;
        typedef _Atomic uint_least32_t atomic_uint_least32_t;
        typedef _Atomic int_least64_t atomic_int_least64_t;
        typedef _Atomic uint_least64_t atomic_uint_least64_t;
        typedef _Atomic int_fast8_t atomic_int_fast8_t;
        typedef _Atomic uint_fast8_t atomic_uint_fast8_t;
        typedef _Atomic int_fast16_t atomic_int_fast16_t;
        typedef _Atomic uint_fast16_t atomic_uint_fast16_t;
        typedef _Atomic int_fast32_t atomic_int_fast32_t;
        typedef _Atomic uint_fast32_t atomic_uint_fast32_t;
        typedef _Atomic int_fast64_t atomic_int_fast64_t;
        typedef _Atomic uint_fast64_t atomic_uint_fast64_t;
        typedef _Atomic intptr_t atomic_intptr_t;
        typedef _Atomic uintptr_t atomic_uintptr_t;
        typedef _Atomic size_t atomic_size_t;
        typedef _Atomic ptrdiff_t atomic_ptrdiff_t;
        typedef _Atomic intmax_t atomic_intmax_t;
        typedef _Atomic uintmax_t atomic_uintmax_t;
        typedef struct { _Bool __val; } atomic_flag;
        #endif
        #ifdef __APPLE__
        typedef int wint_t;
        #endif
        #ifdef __linux__
        typedef unsigned int wint_t;
        #endif
        #ifdef __gnu_linux__
        #ifdef __i386__
        typedef long double float_t;
        typedef long double double_t;
        typedef struct { long long __max_align_ll __attribute__((aligned(8))); long double __max_align_ld; __float128 __max_align_f128; } max_align_t;
        #else
        typedef float float_t;
        typedef double double_t;
        typedef struct { long long __max_align_ll; long double __max_align_ld; } max_align_t;
        #endif
        typedef unsigned char u_char;
        typedef unsigned short u_short;
        typedef unsigned short ushort;
        typedef unsigned int u_int;
        typedef unsigned int uint;
        typedef unsigned long u_long;
        typedef unsigned long ulong;
        typedef uint8_t u_int8_t;
        typedef uint16_t u_int16_t;
        typedef uint32_t u_int32_t;
        typedef uint64_t u_int64_t;
        typedef int64_t quad_t;
        typedef uint64_t u_quad_t;
        typedef int daddr_t;
        typedef char *caddr_t;
        typedef void *timer_t;
        typedef struct { int __val[2]; } fsid_t;
        typedef struct __locale_struct *locale_t;
        typedef struct { int __count; union { unsigned int __wch; char __wchb[4]; } __value; } mbstate_t;
        typedef struct { off_t __pos; mbstate_t __state; } fpos_t;
        struct random_data { int *fptr; int *rptr; int *state; int rand_type; int rand_deg; int rand_sep; int *end_ptr; };
        struct drand48_data { unsigned short __x[3]; unsigned short __old_x[3]; unsigned short __c; unsigned short __init; unsigned long long __a; };
        struct timeval { time_t tv_sec; suseconds_t tv_usec; };
        struct itimerval { struct timeval it_interval; struct timeval it_value; };
        struct itimerspec { struct timespec it_interval; struct timespec it_value; };
        struct timezone { int tz_minuteswest; int tz_dsttime; };
        typedef long fd_mask;
        typedef struct { fd_mask __fds_bits[1024 / (8 * sizeof(fd_mask))]; } fd_set;
        typedef struct { unsigned long __val[1024 / (8 * sizeof(unsigned long))]; } sigset_t;
        #define PAD int : 32; int : 32; int : 32; int : 32;
        union sigval { int sival_int; void *sival_ptr; };
        typedef union sigval sigval_t;
        typedef struct {
            int si_signo;
            int si_errno;
            int si_code;
            union {
                struct { PAD PAD PAD PAD PAD PAD PAD
        #ifdef __i386__
                    int : 32;
        #endif
                };
                struct { pid_t si_pid; uid_t si_uid; union { int si_status; union sigval si_value; }; };
                struct { int si_timerid; int si_overrun; };
                void *si_addr;
                struct { long si_band; int si_fd; };
            } __attribute__((aligned(sizeof(long))));
        } siginfo_t;
        struct sigaction { union { void (*sa_handler)(int); void (*sa_sigaction)(int, siginfo_t *, void *); }; sigset_t sa_mask; int sa_flags; void (*sa_restorer)(void); };
        typedef struct { void *ss_sp; int ss_flags; size_t ss_size; } stack_t;
        struct sched_param { int sched_priority; };
        typedef struct { unsigned long __bits[1024 / (8 * sizeof(unsigned long))]; } cpu_set_t;
        typedef unsigned int pthread_key_t;
        typedef int pthread_once_t;
        typedef volatile int pthread_spinlock_t;
        #ifdef __aarch64__
        union pthread_attr_t { char __size[64]; long __align; };
        typedef union { char __size[48]; long __align; } pthread_mutex_t;
        typedef union { char __size[8]; int __align; } pthread_mutexattr_t;
        typedef union { char __size[8]; int __align; } pthread_condattr_t;
        typedef union { char __size[56]; long __align; } pthread_rwlock_t;
        typedef union { char __size[32]; long __align; } pthread_barrier_t;
        typedef union { char __size[8]; int __align; } pthread_barrierattr_t;
        typedef union { char __size[32]; long long __align; } sem_t;
        #elif defined(__x86_64__)
        union pthread_attr_t { char __size[56]; long __align; };
        typedef union { char __size[40]; long __align; } pthread_mutex_t;
        typedef union { char __size[4]; int __align; } pthread_mutexattr_t;
        typedef union { char __size[4]; int __align; } pthread_condattr_t;
        typedef union { char __size[56]; long __align; } pthread_rwlock_t;
        typedef union { char __size[32]; long __align; } pthread_barrier_t;
        typedef union { char __size[4]; int __align; } pthread_barrierattr_t;
        typedef union { char __size[32]; long __align; } sem_t;
        #else
        union pthread_attr_t { char __size[36]; long __align; };
        typedef union { char __size[24]; long __align; } pthread_mutex_t;
        typedef union { char __size[4]; int __align; } pthread_mutexattr_t;
        typedef union { char __size[4]; int __align; } pthread_condattr_t;
        typedef union { char __size[32]; long __align; } pthread_rwlock_t;
        typedef union { char __size[20]; long __align; } pthread_barrier_t;
        typedef union { char __size[4]; int __align; } pthread_barrierattr_t;
        typedef union { char __size[16]; long __align; } sem_t;
        #endif
        typedef union pthread_attr_t pthread_attr_t;
        typedef union { char __size[48]; long long __align; } pthread_cond_t;
        typedef union { char __size[8]; long __align; } pthread_rwlockattr_t;
        struct sigevent {
            union sigval sigev_value;
            int sigev_signo;
            int sigev_notify;
            union {
                struct { PAD PAD PAD
        #ifdef __i386__
                    int : 32;
        #endif
                };
                struct { void (*sigev_notify_function)(union sigval); pthread_attr_t *sigev_notify_attributes; };
            };
        };
        typedef struct sigevent sigevent_t;
        #undef PAD
        typedef unsigned long thrd_t;
        typedef unsigned int tss_t;
        typedef struct { int __data; } once_flag;
        typedef union { char __size[sizeof(pthread_mutex_t)]; long __align; } mtx_t;
        typedef union { char __size[48]; long long __align; } cnd_t;
        #ifdef __aarch64__
        struct stat { dev_t st_dev; ino_t st_ino; mode_t st_mode; nlink_t st_nlink; uid_t st_uid; gid_t st_gid; dev_t st_rdev; long : 64; off_t st_size; blksize_t st_blksize; int : 32; blkcnt_t st_blocks; struct timespec st_atim; struct timespec st_mtim; struct timespec st_ctim; int : 32; int : 32; };
        #elif defined(__x86_64__)
        struct stat { dev_t st_dev; ino_t st_ino; nlink_t st_nlink; mode_t st_mode; uid_t st_uid; gid_t st_gid; int : 32; dev_t st_rdev; off_t st_size; blksize_t st_blksize; blkcnt_t st_blocks; struct timespec st_atim; struct timespec st_mtim; struct timespec st_ctim; long : 64; long : 64; long : 64; };
        #else
        struct stat { dev_t st_dev; short : 16; ino_t st_ino; mode_t st_mode; nlink_t st_nlink; uid_t st_uid; gid_t st_gid; dev_t st_rdev; short : 16; off_t st_size; blksize_t st_blksize; blkcnt_t st_blocks; struct timespec st_atim; struct timespec st_mtim; struct timespec st_ctim; int : 32; int : 32; };
        #endif
        struct iovec { void *iov_base; size_t iov_len; };
        struct sockaddr { sa_family_t sa_family; char sa_data[14]; };
        struct sockaddr_storage { sa_family_t ss_family; char __ss_padding[128 - 2 - sizeof(unsigned long)]; unsigned long __ss_align; };
        struct msghdr { void *msg_name; socklen_t msg_namelen; struct iovec *msg_iov; size_t msg_iovlen; void *msg_control; size_t msg_controllen; int msg_flags; };
        struct cmsghdr { size_t cmsg_len; int cmsg_level; int cmsg_type; unsigned char __cmsg_data[]; };
        struct linger { int l_onoff; int l_linger; };
        struct in_addr { in_addr_t s_addr; };
        struct in6_addr { uint8_t s6_addr[16] __attribute__((aligned(4))); };
        struct sockaddr_in { sa_family_t sin_family; in_port_t sin_port; struct in_addr sin_addr; unsigned char sin_zero[8]; };
        struct sockaddr_in6 { sa_family_t sin6_family; in_port_t sin6_port; uint32_t sin6_flowinfo; struct in6_addr sin6_addr; uint32_t sin6_scope_id; };
        struct ip_mreq { struct in_addr imr_multiaddr; struct in_addr imr_interface; };
        struct ipv6_mreq { struct in6_addr ipv6mr_multiaddr; unsigned int ipv6mr_interface; };
        typedef unsigned long nfds_t;
        struct pollfd { int fd; short events; short revents; };
        #endif
        """;
}
