using Cffi.Backend.Native.Loading;
using Cffi.Modules.Building;
using Cffi.Modules.Descriptions;
using Cffi.Modules.Waiting;

namespace Cffi.Backend.Native.Modules;

/// <summary>Opens compiled modules. Code that needs <c>Cffi.Modules</c> is called only from here, so that a process that only loads libraries does not load that assembly.</summary>
internal static class ModuleLoader
{
    /// <summary>Compiles a module, or takes it from the cache, and opens it.</summary>
    /// <param name="source">The module's name, C text and options.</param>
    /// <param name="declarations">The declarations, which are complete when this method returns.</param>
    /// <param name="included">Gives the module of an included declaration.</param>
    /// <param name="wait">How to wait for the compiler.</param>
    /// <exception cref="CompilationException">The compiler refuses the module.</exception>
    /// <exception cref="VerificationException">The compiler disagrees with the declarations; the exception lists all differences.</exception>
    /// <exception cref="LibraryLoadException">The compiled module cannot be loaded.</exception>
    public static ValueTask<ModuleSymbols> CompileAsync(ModuleSource source, DeclarationSet declarations, Func<Declaration, ModuleSymbols?> included, BuildWait wait) =>
        new ModuleCompiler(source, declarations, Target.Current).UseAsync((library, indexes, completion) =>
        {
            var symbols = new ModuleSymbols(source.Name, LibraryHandle.OpenModule(source.Name, library), indexes) { Included = included };
            try
            {
                completion.Evaluate(macro => EvaluatedMacros.Evaluate(symbols, macro));
                completion.ThrowIfDifferent();
                return symbols;
            }
            catch
            {
                symbols.Handle.Dispose();
                throw;
            }
        }, wait);

    /// <summary>Reads a module's description and opens its library.</summary>
    /// <param name="path">The description.</param>
    /// <param name="libraryPath">The library; null for the one beside the description.</param>
    /// <exception cref="LibraryLoadException">One of the files is missing or does not match.</exception>
    public static (ModuleDescription Module, LibraryHandle Handle) Open(string path, string? libraryPath)
    {
        (ModuleDescription module, string library) = ModuleFiles.Read(path, libraryPath, Target.Current);
        return (module, LibraryHandle.OpenModule(module.Name, library));
    }
}
