using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.InteropServices;
using Cffi.Backend.Native.Loading;

namespace Cffi.Backend.Native.Modules;

/// <summary>Finds the library of a module that was compiled with generated bindings.</summary>
internal static class ModuleLocation
{
    private const string DescriptionExtension = ".cffi";

    /// <summary>Opens the library.</summary>
    /// <param name="assembly">The assembly of the bindings.</param>
    /// <param name="name">The module's name.</param>
    /// <exception cref="LibraryLoadException">The library was not found; the exception lists every path that was tried.</exception>
    public static LibraryHandle Open(Assembly assembly, string name)
    {
        var attempts = new List<LoadAttempt>();
        return LibraryResolution.OfProcess.Ask(new LibraryRequest(name, DlopenFlags.Default, assembly), attempts) is not { } location
                ? LibraryHandle.OpenModule(name, Find(assembly, name, LibrarySearch.Current.Extension, attempts))
            : location.Path is null ? throw LoadErrors.HandleOfModule(name, attempts)
            : LibraryHandle.OpenAt(location, name, DlopenFlags.Default, attempts);
    }

    /// <summary>Finds the description: beside the library, except for a single-file program that extracts only its libraries.</summary>
    /// <inheritdoc cref="Open"/>
    public static string Description(Assembly assembly, string name, string library)
    {
        string beside = Path.ChangeExtension(library, DescriptionExtension);
        return File.Exists(beside) ? beside : Find(assembly, name, DescriptionExtension, []);
    }

    private static string Find(Assembly assembly, string name, string extension, List<LoadAttempt> attempts)
    {
        List<string> candidates = [.. Folders(assembly).Distinct().Select(folder => Path.Combine(folder, name + extension))];
        return candidates.Find(File.Exists)
            ?? throw LoadErrors.CannotLoad(name, [.. attempts, .. candidates.Select(static candidate => new LoadAttempt(candidate, "the file does not exist"))]);
    }

    // The module of a package is in the host's folders for native libraries; the module of a project is in its output folder.
    private static IEnumerable<string> Folders(Assembly assembly)
    {
        foreach (string folder in LibrarySearch.Current.ApplicationFolders)
        {
            yield return folder;
            yield return Path.Combine(folder, "runtimes", RuntimeInformation.RuntimeIdentifier, "native");
            yield return Path.Combine(folder, "runtimes", HostTarget.PlatformName, "native");
        }

        if (FolderOf(assembly) is { } beside)
        {
            yield return beside;
            yield return Path.Combine(beside, "runtimes", HostTarget.PlatformName, "native");
            yield return Path.GetFullPath(Path.Combine(beside, "..", "..", "runtimes", HostTarget.PlatformName, "native"));
        }

        // A single-file program can extract all other files into another folder.
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) != "dotnet" && Path.GetDirectoryName(Environment.ProcessPath) is { } program)
        {
            yield return program;
            yield return Path.Combine(program, "runtimes", HostTarget.PlatformName, "native");
        }
    }

    // A separate method: the attribute applies to the code of its method, and the code of an iterator is in another method.
    [UnconditionalSuppressMessage("SingleFile", "IL3000", Justification = "The path is empty where the assembly is part of one file; then the program's folder is looked into.")]
    private static string? FolderOf(Assembly assembly) => Path.GetDirectoryName(assembly.Location) is { Length: > 0 } folder ? folder : null;
}
