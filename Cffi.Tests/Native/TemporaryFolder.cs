namespace Cffi.Tests.Native;

/// <summary>A folder that is deleted on disposal.</summary>
public sealed class TemporaryFolder : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("cffi-tests-").FullName;

    /// <summary>The path of a file in the folder.</summary>
    public string File(string name) => Path.Combine(root, name);

    /// <summary>A folder that is deleted when the process ends.</summary>
    // The handler is not in the class that has the folder: if the initializer of that class fails, the handler must not run it again.
    public static TemporaryFolder UntilExit()
    {
        var folder = new TemporaryFolder();
        AppDomain.CurrentDomain.ProcessExit += folder.DisposeAtExit;
        return folder;
    }

    // Windows does not delete the file of a loaded library, and some libraries of tests stay loaded until the process has ended.
    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            Directory.Delete(root, recursive: true);
        }
        catch (UnauthorizedAccessException) when (OperatingSystem.IsWindows())
        {
        }
    }

    private void DisposeAtExit(object? sender, EventArgs e) => Dispose();
}
