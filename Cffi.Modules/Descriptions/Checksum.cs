using System.Globalization;
using System.Runtime.CompilerServices;

namespace Cffi.Modules.Descriptions;

/// <summary>FNV-1a. It detects damage and mix-ups, not attacks.</summary>
/// <remarks>
/// SHA-256 takes 16 ms the first time in a process on Linux, because it loads OpenSSL, and ends the process on a system without
/// OpenSSL, such as a small container.
/// </remarks>
internal static class Checksum
{
    private const ulong Basis = 0xcbf29ce484222325;
    private const ulong Prime = 0x100000001b3;
    private static readonly UInt128 WideBasis = new(0x6c62272e07bb0142, 0x62b821756295c58d);
    private static readonly UInt128 WidePrime = new(0x0000000001000000, 0x000000000000013b);

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

    /// <summary>The same with 128 bits, in hexadecimal: the name of a text that no other text has.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static string NameOf(ReadOnlySpan<byte> bytes)
    {
        UInt128 sum = WideBasis;
        UInt128 prime = WidePrime;
        foreach (byte b in bytes)
        {
            sum = (sum ^ b) * prime;
        }

        return sum.ToString("x32", CultureInfo.InvariantCulture);
    }
}
