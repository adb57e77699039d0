namespace Cffi.Backend.Native.Loading;

/// <summary>Reads optional files, whose absence is not an error.</summary>
internal static class FileContents
{
    /// <summary>The bytes of a file; none if the file does not exist or cannot be read.</summary>
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
