using System.Runtime.CompilerServices;

namespace Cffi.Modules.Descriptions;

/// <summary>FNV-1a with 64 bits. It detects damage and mix-ups, not attacks.</summary>
/// <remarks>SHA-256 takes 16 ms the first time in a process on Linux, because it loads OpenSSL; loading a module must take less.</remarks>
internal static class Checksum
{
    private const ulong Basis = 0xcbf29ce484222325;
    private const ulong Prime = 0x100000001b3;

    // It runs once or twice in a process, over all bytes, so tiered compilation would optimize it too late.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static ulong Of(ReadOnlySpan<byte> bytes)
    {
        ulong sum = Basis;
        foreach (byte b in bytes)
        {
            sum = (sum ^ b) * Prime;
        }

        return sum;
    }
}
