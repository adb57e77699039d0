namespace Cffi.Core.CallPlans;

/// <summary>The location of a result after the call. On System V x86-64 the names mean rax, rdx, xmm0, xmm1 and the x87 stack.</summary>
internal enum ResultKind
{
    /// <summary>No result: <c>void</c>, or a record without bytes.</summary>
    Void,

    /// <summary>The first (or only) eightbyte is in the first general register.</summary>
    General,

    /// <summary>The first (or only) eightbyte is in the first floating register.</summary>
    Floating,

    /// <summary>Two eightbytes in the first and second general register.</summary>
    GeneralGeneral,

    /// <summary>Two eightbytes in the first and second floating register.</summary>
    FloatingFloating,

    /// <summary>The first eightbyte in the first general, the second in the first floating register.</summary>
    GeneralFloating,

    /// <summary>The first eightbyte in the first floating, the second in the first general register.</summary>
    FloatingGeneral,

    /// <summary>
    /// In the caller's memory. The caller passes the address in general register 0, and the callee returns the address in the
    /// first general register.
    /// </summary>
    Memory,

    /// <summary>An 80-bit value in st(0).</summary>
    X87,

    /// <summary>The real part in st(0), the imaginary part in st(1).</summary>
    X87Pair,
}
