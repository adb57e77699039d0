using Cffi.Backend.Native.Api.Descriptions;
using Cffi.Backend.Native.Api.Modules;
using Cffi.Generator.Emission;

namespace Cffi.Tool;

/// <summary>A compiled module, saved: the declarations as the compiler completed them, and their places in the library.</summary>
/// <param name="Target">The platform.</param>
/// <param name="Declarations">The declarations, complete and verified.</param>
/// <param name="Places">Where the library has what they name.</param>
/// <param name="Headers">The headers that the compiler read.</param>
internal sealed record CompletedModule(Target Target, DeclarationSet Declarations, BindingModule Places, IReadOnlyList<string> Headers)
{
    /// <summary>Compiles a module, or takes it from the cache; its library and its description go to their folder.</summary>
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
        ModulePlaces places = module.Places;
        module.Save(options.LibraryFolder);
        string[] headers = File.ReadAllLines(Path.Combine(Path.GetDirectoryName(library)!, CacheEntry.HeadersFile));
        return new CompletedModule(
            target,
            module.Declarations,
            new BindingModule(options.Name, places.TableSymbol, places.Functions, places.Variables) { Externs = places.Externs },
            [.. headers.Select(static line => line.Split(' ', 3)[2])]);
    }
}
