using System.Globalization;

namespace Cffi.Tests.Fuzz;

/// <summary>Seeds and counts of the random tests: fixed by default, so that a run can be repeated; set by the environment to replay.</summary>
public static class FuzzSettings
{
    /// <summary>The seed of every random test: CFFI_SEED, decimal or 0x...</summary>
    public static ulong Seed { get; } = ParseSeed(Environment.GetEnvironmentVariable("CFFI_SEED"));

    /// <summary>The number in an environment variable, or the default.</summary>
    public static int Number(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out int value) ? value : otherwise;

    private static ulong ParseSeed(string? text)
    {
        const ulong Default = 20261121;
        return string.IsNullOrEmpty(text) ? Default
            : text.StartsWith("0x", StringComparison.Ordinal) ? ulong.Parse(text.AsSpan(2), NumberStyles.HexNumber, CultureInfo.InvariantCulture)
            : ulong.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
    }
}
