using System.Globalization;

namespace Cffi.Tests.Fuzz;

/// <summary>Seeds and counts of the random tests. They are fixed by default; environment variables set them to repeat a case.</summary>
public static class FuzzSettings
{
    /// <summary>The seed of every random test: CFFI_SEED, decimal or 0x...</summary>
    public static ulong Seed { get; } = ParseSeed(Environment.GetEnvironmentVariable("CFFI_SEED"));

    /// <summary>The number in an environment variable, or the default if the variable is not set.</summary>
    /// <exception cref="InvalidOperationException">The variable is not a number. A typing error must not run the default.</exception>
    public static int Number(string variable, int otherwise)
    {
        string? text = Environment.GetEnvironmentVariable(variable);
        return string.IsNullOrEmpty(text) ? otherwise
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value) ? value
            : throw new InvalidOperationException($"{variable} is '{text}': a whole number of decimal digits is wanted.");
    }

    /// <summary>The number of cases, from an environment variable or by default; never 0, because a test without cases cannot fail.</summary>
    /// <exception cref="InvalidOperationException">The variable is not a whole number above 0.</exception>
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
