using System.Text;
using Cffi.Parser.Lexing;

namespace Cffi.Parser.Preprocessing;

/// <summary>The headers whose types Cffi knows itself, so that an <c>#include</c> of them is accepted.</summary>
internal static class StandardHeaders
{
    private const string Threads = " pthread_attr_t pthread_barrier_t pthread_barrierattr_t pthread_cond_t pthread_condattr_t pthread_key_t pthread_mutex_t pthread_mutexattr_t pthread_once_t pthread_rwlock_t pthread_rwlockattr_t pthread_spinlock_t";
    private const string Select = "fd_mask fd_set sigset_t timespec timeval";
    private const string Types = Select + Threads + " caddr_t daddr_t fsid_t quad_t timer_t u_char u_int u_int16_t u_int32_t u_int64_t u_int8_t u_long u_quad_t u_short uint ulong ushort";
    private const string Time = "itimerspec locale_t timer_t timespec tm";
    private const string Sockets = Types + " cmsghdr iovec linger msghdr sockaddr sockaddr_storage";

    private static readonly Dictionary<string, string[]> TypesOfHeaders = Create();

    /// <summary>Whether a header is known.</summary>
    public static bool Contains(string header, Target target) => header switch
    {
        "stddef.h" or "stdint.h" or "inttypes.h" or "stdbool.h" or "stdarg.h" or "stdio.h" or "stdlib.h" or "string.h" => true,
        "wchar.h" or "uchar.h" or "limits.h" or "float.h" or "complex.h" or "stdalign.h" or "stdnoreturn.h" or "threads.h" => true,
        "sys/types.h" or "time.h" or "errno.h" or "math.h" or "assert.h" or "ctype.h" or "stdatomic.h" or "iso646.h" => true,
        "windows.h" or "windef.h" or "basetsd.h" => true,
        _ => target.IsGlibc && TypesOfHeaders.ContainsKey(header),
    };

    /// <summary>
    /// The typedef names and tags of a header that <see cref="Binding.HeaderTypes"/> knows for some target: those that
    /// glibc's headers declare without feature macros.
    /// </summary>
    public static IReadOnlyList<string> TypesOf(string header) => TypesOfHeaders.TryGetValue(header, out string[]? types) ? types : [];

    /// <summary>The headers whose types are known only after an include.</summary>
    public static IEnumerable<string> WithTypes => TypesOfHeaders.Keys;

    /// <summary>The name between the quotes or angle brackets; empty if there is none.</summary>
    public static string NameOf(TokenList tokens)
    {
        if (tokens.Count == 1 && tokens[0].Kind == TokenKind.StringLiteral)
        {
            return tokens[0].Name.Trim('"');
        }

        if (tokens.Count < 3 || tokens[0].Kind != TokenKind.Less || tokens.Last.Kind != TokenKind.Greater)
        {
            return "";
        }

        var name = new StringBuilder();
        for (int i = 1; i < tokens.Count - 1; i++)
        {
            name.Append(tokens[i].Spelling);
        }

        return name.ToString();
    }

    private static Dictionary<string, string[]> Create()
    {
        var types = new Dictionary<string, string[]>();
        // The order matters: if several headers declare a type, a message names the first.
        Add("inttypes.h", "imaxdiv_t");
        Add("stddef.h", "max_align_t");
        Add("stdio.h", "fpos_t");
        Add("string.h", "locale_t");
        Add("ctype.h", "locale_t");
        Add("wchar.h", "locale_t mbstate_t wint_t");
        Add("uchar.h", "mbstate_t");
        Add("math.h", "double_t float_t");
        Add("stdatomic.h", "atomic_bool atomic_char atomic_char16_t atomic_char32_t atomic_flag atomic_int atomic_int_fast16_t atomic_int_fast32_t atomic_int_fast64_t atomic_int_fast8_t atomic_int_least16_t atomic_int_least32_t atomic_int_least64_t atomic_int_least8_t atomic_intmax_t atomic_intptr_t atomic_llong atomic_long atomic_ptrdiff_t atomic_schar atomic_short atomic_size_t atomic_uchar atomic_uint atomic_uint_fast16_t atomic_uint_fast32_t atomic_uint_fast64_t atomic_uint_fast8_t atomic_uint_least16_t atomic_uint_least32_t atomic_uint_least64_t atomic_uint_least8_t atomic_uintmax_t atomic_uintptr_t atomic_ullong atomic_ulong atomic_ushort atomic_wchar_t memory_order");
        Add("time.h", Time);
        Add("pthread.h", Time + Threads + " cpu_set_t sched_param");
        Add("signal.h", "sig_atomic_t sigaction sigevent sigevent_t siginfo_t sigset_t sigval sigval_t stack_t timespec" + Threads);
        Add("sys/select.h", Select);
        Add("sys/time.h", Select + " itimerval timezone");
        Add("sys/stat.h", "stat timespec");
        Add("poll.h", "nfds_t pollfd");
        Add("sys/types.h", Types);
        Add("sys/uio.h", Types + " iovec");
        Add("semaphore.h", Types + " sem_t");
        Add("sys/socket.h", Sockets);
        Add("netinet/in.h", Sockets + " in6_addr in_addr ip_mreq ipv6_mreq sockaddr_in sockaddr_in6");
        Add("threads.h", Time + " cnd_t mtx_t once_flag thrd_t tss_t");
        Add("stdlib.h", Types + " div_t drand48_data ldiv_t lldiv_t random_data");
        return types;

        void Add(string header, string names) => types.Add(header, names.Split(' '));
    }
}
