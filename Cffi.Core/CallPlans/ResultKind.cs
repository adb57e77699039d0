namespace Cffi.Core.CallPlans;

/// <summary>The location of a result after the call. The names mean rax, rdx, xmm0, xmm1 and the x87 stack, or x0, x1 and v0 to v3.</summary>
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
    /// In the caller's memory. The caller passes its address (<see cref="ResultPlan.Address"/>); where that is an argument
    /// register, the callee returns the address in the first general register.
    /// </summary>
    Memory,

    /// <summary>An 80-bit value in st(0).</summary>
    X87,

    /// <summary>The real part in st(0), the imaginary part in st(1).</summary>
    X87Pair,

    /// <summary>A homogeneous aggregate of two to four floating-point elements, each in a floating register (AAPCS64 6.9).</summary>
    Homogeneous,
}
