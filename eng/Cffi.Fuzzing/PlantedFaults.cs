namespace Cffi.Fuzzing;

/// <summary>
/// Readers with a crash and a hang behind four bytes, two of which the seed has: <c>eng/fuzz.sh</c> proves by them that it finds and reports
/// both. They are instrumented as the others are: a byte that is right shows as a new edge.
/// </summary>
internal static class PlantedFaults
{
    /// <summary>Throws for what starts with "Cffi".</summary>
    public static void Crash(byte[] bytes)
    {
        if (Starts(bytes))
        {
            throw new InvalidOperationException("the planted crash");
        }
    }

    /// <summary>Does not return for what starts with "Cffi".</summary>
    public static void Hang(byte[] bytes)
    {
        while (Starts(bytes))
        {
            Thread.Sleep(1);
        }
    }

    // A branch for each byte.
    private static bool Starts(byte[] bytes)
    {
        if (bytes.Length >= 4 && bytes[0] == 'C')
        {
            if (bytes[1] == 'f')
            {
                if (bytes[2] == 'f')
                {
                    return bytes[3] == 'i';
                }
            }
        }

        return false;
    }
}
