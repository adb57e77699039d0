namespace Cffi.Tests.Native;

/// <summary>The C and assembler texts of the tests.</summary>
internal static class Sources
{
    /// <summary>The text of a file.</summary>
    public static string Read(string name)
    {
        using Stream stream = typeof(Sources).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"{name} is not in the test assembly");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
