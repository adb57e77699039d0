namespace Cffi.Fuzzing;

/// <summary>
/// Code with a crash and a hang behind four bytes, of which the seed has two. With it, <c>eng/fuzz.sh</c> proves that it finds
/// and reports both. The code is instrumented like the other targets: each correct byte shows as a new edge.
/// </summary>
internal static class PlantedFaults
{
    /// <summary>Throws if the input starts with "Cffi".</summary>
    public static void Crash(byte[] bytes)
    {
        if (Starts(bytes))
        {
            throw new InvalidOperationException("the planted crash");
        }
    }

    /// <summary>Does not return if the input starts with "Cffi".</summary>
    public static void Hang(byte[] bytes)
    {
        while (Starts(bytes))
        {
            Thread.Sleep(1);
        }
    }

    // Each byte has its own branch.
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
