using Cffi.Backend.Native.Api.Modules;
using Cffi.Backend.Native.Api.Stubs;
using Cffi.Generator.Emission;

namespace Cffi.Tool;

/// <summary>A compiled module: the declarations as the compiler completed them, and the library.</summary>
/// <param name="Target">The platform.</param>
/// <param name="Declarations">The declarations, complete and verified.</param>
/// <param name="Places">Where the library has what they name.</param>
/// <param name="LibraryPath">The library, in the cache.</param>
/// <param name="Headers">The headers that the compiler read.</param>
internal sealed record CompletedModule(Target Target, DeclarationSet Declarations, BindingModule Places, string LibraryPath, IReadOnlyList<string> Headers)
{
    /// <summary>Compiles a module, or takes it from the cache.</summary>
    /// <param name="options">What the compiler is told.</param>
    /// <param name="text">The declarations.</param>
    /// <param name="prelude">The C text before them.</param>
    /// <param name="report">Gets warnings.</param>
    /// <exception cref="CffiException">A text is refused, or there is no compiler.</exception>
    public static CompletedModule Compile(ModuleOptions options, string text, string prelude, Action<Diagnostic> report)
    {
        Target target = Target.Find(options.Platform) ?? throw new PlatformException(options.Platform);
        var ffi = new Ffi();
        foreach (Diagnostic warning in ffi.Cdef(text, new CdefOptions { SourceName = options.File }))
        {
            report(warning);
        }

        if (options.Packages.Count > 0)
        {
            ffi.SetSourcePkgConfig(options.Name, options.Packages, prelude, options.Build);
        }
        else
        {
            ffi.SetSource(options.Name, prelude, options.Build);
        }

        CompiledModule module = ffi.Compile(target);
        string library = module.LibraryFile ?? throw new PlatformException(target);
        var places = new BindingModule(
            options.Name,
            module.TableSymbol,
            module.Checks.OfType<FunctionCheck>().ToDictionary(static check => check.Declaration.Name, static check => check.Place),
            module.Checks.OfType<VariableCheck>().ToDictionary(static check => check.Declaration.Name, static check => check.Place));
        string[] headers = File.ReadAllLines(Path.Combine(Path.GetDirectoryName(library)!, ModuleCache.HeadersFile));
        return new CompletedModule(target, module.Declarations, places, library, [.. headers.Select(static line => line.Split(' ', 3)[2])]);
    }
}
