namespace Cffi.Backend.Native.Loading;

/// <summary>Files that help where they can be read, and are done without where they cannot.</summary>
internal static class FileContents
{
    /// <summary>The bytes of a file; none where there is no such file, or no right or no way to read it.</summary>
    public static byte[] ReadIfPossible(string path)
    {
        try
        {
            return File.Exists(path) ? File.ReadAllBytes(path) : [];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
