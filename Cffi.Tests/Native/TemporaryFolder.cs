namespace Cffi.Tests.Native;

/// <summary>A folder that is deleted on disposal.</summary>
public sealed class TemporaryFolder : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("cffi-tests-").FullName;

    /// <summary>The path of a file in the folder.</summary>
    public string File(string name) => Path.Combine(root, name);

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(root, recursive: true);
}
