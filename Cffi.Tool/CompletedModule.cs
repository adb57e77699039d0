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
        var ffi = new Ffi();
        if (options.Platform is { } platform && platform != ffi.Target.Name)
        {
            throw new PlatformException(platform, ffi.Target);
        }

        foreach (Diagnostic warning in ffi.Cdef(text, new CdefOptions { SourceName = options.File }))
        {
            report(warning);
        }

        var source = new ModuleSource(options.Name, prelude, options.Packages.Count > 0 ? ModuleSource.WithPackages(options.Packages, options.Build) : options.Build);
        string table = "cffi_table_" + options.Name.Replace('.', '_');
        var stub = new Stub(ffi.Declarations.All, source.Prelude, table);
        stub.Write(new HashSet<int>());
        ModuleSymbols symbols = new ModuleCompiler(source, ffi.Declarations, ffi.Target).Compile();
        var places = new BindingModule(
            options.Name,
            table,
            stub.Checks.OfType<FunctionCheck>().ToDictionary(static check => check.Declaration.Name, static check => check.Place),
            stub.Checks.OfType<VariableCheck>().ToDictionary(static check => check.Declaration.Name, static check => check.Place));
        string library = symbols.Handle.Path!;
        string[] headers = File.ReadAllLines(Path.Combine(Path.GetDirectoryName(library)!, ModuleCache.HeadersFile));
        return new CompletedModule(ffi.Target, ffi.Declarations, places, library, [.. headers.Select(static line => line.Split(' ', 3)[2])]);
    }
}
