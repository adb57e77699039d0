using System.Globalization;

namespace Cffi.Tests.Fuzz;

/// <summary>Seeds and counts of the random tests: fixed by default, so that a run can be repeated; set by the environment to replay.</summary>
public static class FuzzSettings
{
    /// <summary>The seed of every random test: CFFI_SEED, decimal or 0x...</summary>
    public static ulong Seed { get; } = ParseSeed(Environment.GetEnvironmentVariable("CFFI_SEED"));

    /// <summary>The number in an environment variable, or the default where it is not set.</summary>
    /// <exception cref="InvalidOperationException">The variable holds something else: a typing error must not run the default.</exception>
    public static int Number(string variable, int otherwise)
    {
        string? text = Environment.GetEnvironmentVariable(variable);
        return string.IsNullOrEmpty(text) ? otherwise
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value) ? value
            : throw new InvalidOperationException($"{variable} is '{text}': a whole number of decimal digits is wanted.");
    }

    /// <summary>How many cases, from an environment variable or by default; never none, for a test of no case cannot fail.</summary>
    /// <exception cref="InvalidOperationException">The variable holds no whole number above 0.</exception>
    public static int Count(string variable, int otherwise) =>
        Number(variable, otherwise) is > 0 and int count ? count
            : throw new InvalidOperationException($"{variable} is 0: a test of no case would pass.");

    private static ulong ParseSeed(string? text)
    {
        const ulong Default = 20261121;
        return string.IsNullOrEmpty(text) ? Default
            : text.StartsWith("0x", StringComparison.Ordinal) ? ulong.Parse(text.AsSpan(2), NumberStyles.HexNumber, CultureInfo.InvariantCulture)
            : ulong.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
    }
}
