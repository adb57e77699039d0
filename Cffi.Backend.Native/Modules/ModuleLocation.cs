using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.InteropServices;
using Cffi.Backend.Native.Loading;

namespace Cffi.Backend.Native.Modules;

/// <summary>Finds the library of a module that was compiled with generated bindings.</summary>
internal static class ModuleLocation
{
    private const string DescriptionExtension = ".cffi";

    /// <summary>Opens it.</summary>
    /// <param name="assembly">The assembly of the bindings.</param>
    /// <param name="name">The module's name.</param>
    /// <exception cref="LibraryLoadException">It is nowhere; every path tried is in the exception.</exception>
    public static LibraryHandle Open(Assembly assembly, string name) =>
        LibraryHandle.OpenModule(name, Find(assembly, name, OperatingSystem.IsWindows() ? ".dll" : OperatingSystem.IsMacOS() ? ".dylib" : ".so"));

    /// <summary>Finds its description: beside the library, but for a program in one file that takes only libraries out of it.</summary>
    /// <inheritdoc cref="Open"/>
    public static string Description(Assembly assembly, string name, string library)
    {
        string beside = Path.ChangeExtension(library, DescriptionExtension);
        return File.Exists(beside) ? beside : Find(assembly, name, DescriptionExtension);
    }

    private static string Find(Assembly assembly, string name, string extension)
    {
        List<string> candidates = [.. Folders(assembly).Distinct().Select(folder => Path.Combine(folder, name + extension))];
        return candidates.Find(File.Exists)
            ?? throw LoadErrors.CannotLoad(name, [.. candidates.Select(static candidate => new LoadAttempt(candidate, "the file does not exist"))]);
    }

    // A package's module is where the host looks for native libraries; a project's is where the build puts it.
    private static IEnumerable<string> Folders(Assembly assembly)
    {
        foreach (string folder in LibraryNames.ApplicationFolders())
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

        // A program in one file may take all else out of it, into another folder.
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) != "dotnet" && Path.GetDirectoryName(Environment.ProcessPath) is { } program)
        {
            yield return program;
            yield return Path.Combine(program, "runtimes", HostTarget.PlatformName, "native");
        }
    }

    // A method of its own: the attribute counts for the code of the method that has it, and an iterator's is elsewhere.
    [UnconditionalSuppressMessage("SingleFile", "IL3000", Justification = "The path is empty where the assembly is part of one file; then the program's folder is looked into.")]
    private static string? FolderOf(Assembly assembly) => Path.GetDirectoryName(assembly.Location) is { Length: > 0 } folder ? folder : null;
}
