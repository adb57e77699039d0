using Cffi.Backend.Native.Host;

namespace Cffi;

/// <summary>A C function with the annotation <c>[[cffi::errno]]</c> has failed and set <c>errno</c>.</summary>
public sealed class CErrnoException : CffiException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="function">The function in C.</param>
    /// <param name="errno">The value of <c>errno</c>.</param>
    public CErrnoException(string function, int errno)
        : base("CFFI7083", $"'{function}' failed: {ErrnoText.Of(errno)} (errno {errno})")
    {
        Function = function;
        Errno = errno;
    }

    /// <summary>The name of the C function.</summary>
    public string Function { get; }

    /// <summary>The value of <c>errno</c>.</summary>
    public int Errno { get; }
}
