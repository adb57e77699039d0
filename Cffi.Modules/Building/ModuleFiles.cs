using Cffi.Modules.Descriptions;
using Cffi.Modules.Errors;

namespace Cffi.Modules.Building;

/// <summary>Compiled modules as files to be shipped: a library, and its description beside it.</summary>
internal static class ModuleFiles
{
    private const string Extension = ".cffi";

    /// <summary>Writes both files, except those that exist with the same content.</summary>
    /// <returns>The path of the description.</returns>
    /// <exception cref="CompilationException">The files cannot be written.</exception>
    public static string Save(string folder, string module, Target target, string library, ModuleIndexes indexes, IReadOnlyList<Declaration> declarations)
    {
        try
        {
            string path = Path.GetFullPath(folder);
            Directory.CreateDirectory(path);
            byte[] code = File.ReadAllBytes(library);
            byte[] description = DescriptionWriter.Write(new ModuleDescription
            {
                Name = module, Target = target, LibraryFile = module + LibraryExtension(target), LibraryLength = code.Length, LibraryChecksum = Checksum.Of(code),
                Indexes = indexes, Declarations = declarations,
            });

            // A description that could not be read again is not written: types can be nested too deeply for a description.
            DescriptionReader.Read(description, target);
            Replace(Path.Combine(path, module + LibraryExtension(target)), code);
            string file = Path.Combine(path, module + Extension);
            Replace(file, description);
            return file;
        }
        catch (Exception reason) when (reason is IOException or UnauthorizedAccessException or ArgumentException or MalformedDescriptionException)
        {
            throw BuildErrors.CannotSave(folder, reason.Message, reason);
        }
    }

    /// <summary>The declarations of a module's description: functions and variables of included sets are in other modules.</summary>
    public static IEnumerable<Declaration> Shipped(DeclarationSet declarations)
    {
        HashSet<Declaration> own = [.. declarations.Own];
        return declarations.All.Where(declaration => own.Contains(declaration) || declaration is not (FunctionDeclaration or VariableDeclaration));
    }

    /// <summary>Reads a description, and checks that the library matches it.</summary>
    /// <param name="path">The description.</param>
    /// <param name="libraryPath">The library; null for the one beside the description.</param>
    /// <param name="host">This platform.</param>
    /// <exception cref="LibraryLoadException">One of the files is missing or does not match.</exception>
    public static (ModuleDescription Module, string LibraryPath) Read(string path, string? libraryPath, Target host)
    {
        try
        {
            string file = Path.GetFullPath(path);
            ModuleDescription module = DescriptionReader.Read(ReadAll(file), host);
            string library = libraryPath ?? Path.Combine(Path.GetDirectoryName(file)!, module.LibraryFile);
            RequireSame(library, module);
            return (module, library);
        }
        catch (Exception reason) when (reason is MalformedDescriptionException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw DescriptionErrors.BadDescription(path, reason.Message, reason);
        }
    }

    private static byte[] ReadAll(string file) => new FileInfo(file).Length <= DescriptionFormat.LargestSize
        ? File.ReadAllBytes(file)
        : throw new MalformedDescriptionException("it is too long");

    private static void RequireSame(string library, ModuleDescription module)
    {
        try
        {
            if (new FileInfo(library).Length != module.LibraryLength || Checksum.Of(File.ReadAllBytes(library)) != module.LibraryChecksum)
            {
                throw DescriptionErrors.OtherLibrary(library, "it is a different library, or it is damaged");
            }
        }
        catch (Exception reason) when (reason is IOException or UnauthorizedAccessException)
        {
            throw DescriptionErrors.OtherLibrary(library, reason.Message, reason);
        }
    }

    private static string LibraryExtension(Target target) =>
        target.System == TargetSystem.Windows ? ".dll" : target.System == TargetSystem.MacOS ? ".dylib" : ".so";

    // The file is first written under another name: no process sees a half-written file, and a process that has the old file open keeps it.
    private static void Replace(string file, byte[] contents)
    {
        if (File.Exists(file) && new FileInfo(file).Length == contents.Length && File.ReadAllBytes(file).AsSpan().SequenceEqual(contents))
        {
            return;
        }

        string unfinished = $"{file}.{Guid.NewGuid():N}";
        try
        {
            File.WriteAllBytes(unfinished, contents);
            File.Move(unfinished, file, overwrite: true);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }
}
