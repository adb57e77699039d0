using System.Runtime.CompilerServices;

namespace Cffi.Modules.Descriptions;

/// <summary>FNV-1a of 64 bits: tells damage and mix-ups, not enemies.</summary>
/// <remarks>SHA-256 takes 16 ms the first time in a process on Linux, where it brings in OpenSSL; loading a module is to take less.</remarks>
internal static class Checksum
{
    private const ulong Basis = 0xcbf29ce484222325;
    private const ulong Prime = 0x100000001b3;

    // It runs once or twice in a process, over all bytes: there is no time to find out that it is worth optimizing.
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
