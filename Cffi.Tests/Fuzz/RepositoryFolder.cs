namespace Cffi.Tests.Fuzz;

/// <summary>The repository that the tests were built from.</summary>
internal static class RepositoryFolder
{
    /// <summary>The folder with the solution, found from the folder of the tests' assembly.</summary>
    public static string Path { get; } = Find();

    private static string Find()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "Cffi.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException("no folder with Cffi.sln above " + AppContext.BaseDirectory);
    }
}
