using Cffi.Backend.Native.Loading;
using Cffi.Modules.Building;
using Cffi.Modules.Descriptions;

namespace Cffi.Backend.Native.Modules;

/// <summary>Opens compiled modules. Everything that needs <c>Cffi.Modules</c> in a process that only loads libraries is reached from here.</summary>
internal static class ModuleLoader
{
    /// <summary>Compiles a module, or takes it from the cache, and opens it.</summary>
    /// <param name="source">The module's name, C text and options.</param>
    /// <param name="declarations">What it declares; complete when this returns.</param>
    /// <param name="included">The module that has an included declaration.</param>
    /// <exception cref="CompilationException">The compiler refuses the module.</exception>
    /// <exception cref="VerificationException">The compiler disagrees with the declarations; all that differs is in it.</exception>
    /// <exception cref="LibraryLoadException">The compiled module cannot be loaded.</exception>
    public static ModuleSymbols Compile(ModuleSource source, DeclarationSet declarations, Func<Declaration, ModuleSymbols?> included) =>
        new ModuleCompiler(source, declarations, Target.Current).Use((library, places, completion) =>
        {
            var symbols = new ModuleSymbols(source.Name, LibraryHandle.OpenModule(source.Name, library), places) { Included = included };
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
        });

    /// <summary>Reads a module's description and opens its library.</summary>
    /// <param name="path">The description.</param>
    /// <param name="libraryPath">The library; null for the one beside the description.</param>
    /// <exception cref="LibraryLoadException">One of them is missing, or not what it should be.</exception>
    public static (ModuleDescription Module, LibraryHandle Handle) Open(string path, string? libraryPath)
    {
        (ModuleDescription module, string library) = ModuleFiles.Read(path, libraryPath, Target.Current);
        return (module, LibraryHandle.OpenModule(module.Name, library));
    }
}
