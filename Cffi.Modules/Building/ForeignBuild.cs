using Cffi.Modules.Errors;
using Cffi.Modules.Stubs;

namespace Cffi.Modules.Building;

/// <summary>Modules whose C text Cffi writes and another build system compiles: make, CMake, or a person.</summary>
internal static class ForeignBuild
{
    private static readonly HashSet<int> Nothing = [];

    /// <summary>The exported symbol of a module's table.</summary>
    public static string TableSymbol(ModuleSource source) => "cffi_table_" + source.Name.Replace('.', '_');

    /// <summary>The C text, for compilers with the extensions of gcc and clang.</summary>
    public static string Text(ModuleSource source, DeclarationSet declarations)
    {
        StubOf(source, declarations, out string text);
        return text;
    }

    /// <summary>Checks the compiled object, completes the declarations, and writes the library and its description into a folder.</summary>
    /// <returns>The path of the description.</returns>
    /// <exception cref="CompilationException">The object is not such a module, or the files cannot be read or written.</exception>
    /// <exception cref="VerificationException">The compiler disagrees with the declarations.</exception>
    public static string Save(ModuleSource source, DeclarationSet declarations, Target target, string objectFile, string library, string folder)
    {
        Stub stub = StubOf(source, declarations, out _);
        var reader = new StubReader(stub, target, $"the build of '{objectFile}'");
        var completion = new Completion(target, [.. stub.Checks.Select(static check => check.Declaration)]);
        try
        {
            reader.Read(objectFile, Nothing, completion);
            completion.ThrowIfDifferent();
            string description = ModuleFiles.Save(folder, source.Name, target, library, stub.Indexes, completion.Completed(ModuleFiles.Shipped(declarations)));
            completion.Commit(declarations);
            return description;
        }
        catch (Exception reason)
        {
            completion.Undo();
            if (reason is IOException or UnauthorizedAccessException or ArgumentException)
            {
                throw BuildErrors.CannotSave(folder, reason.Message, reason);
            }

            throw;
        }
    }

    private static Stub StubOf(ModuleSource source, DeclarationSet declarations, out string text)
    {
        var stub = new Stub(declarations, source.Prelude, TableSymbol(source), choosesLiterals: true);
        text = stub.Write(Nothing);
        return stub;
    }
}
