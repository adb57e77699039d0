using Cffi.Generator.Emission;
using Cffi.Modules.Building;
using Cffi.Modules.Cache;
using Cffi.Modules.Compilers;
using Cffi.Parser;

namespace Cffi.Tool;

/// <summary>A module compiled for a platform: the declarations as its compiler completed them, and their places in the library.</summary>
/// <param name="Compiled">The declarations, complete and verified, and the library.</param>
/// <param name="Headers">The headers that the compiler read.</param>
internal sealed record CompletedModule(CompiledModule Compiled, IReadOnlyList<string> Headers)
{
    /// <summary>The platform.</summary>
    public Target Target => Compiled.Target;

    /// <summary>The exported symbol of the table of addresses.</summary>
    public string TableSymbol => Compiled.Places.TableSymbol;

    /// <summary>Where the table has what the declarations name.</summary>
    public BindingPlaces Places => new(Compiled.Places.Functions, Compiled.Places.Variables, Compiled.Places.Externs);

    /// <summary>Compiles a module for a platform, or takes it from the cache.</summary>
    /// <param name="text">The C text of its declarations, read by the platform's rules.</param>
    /// <param name="file">The name of the text, for messages.</param>
    /// <param name="name">The module.</param>
    /// <param name="prelude">The C text before the declarations.</param>
    /// <param name="options">The platform, and what its compiler is told.</param>
    /// <exception cref="CffiException">A text is refused, or there is no compiler.</exception>
    public static CompletedModule Compile(string text, string file, string name, string prelude, PlatformOptions options)
    {
        Target target = Target.Find(options.Name) ?? throw new PlatformException(options.Name);
        BuildOptions build = options.Packages.Count > 0 ? PackageConfiguration.With(options.Packages, options.Build, target) : options.Build;
        var declarations = new DeclarationSet();
        var parser = new CParser(target, declarations);
        parser.Parse(text, new CdefOptions { SourceName = file });
        CompiledModule module = new ModuleCompiler(new ModuleSource(name, prelude, build), declarations, target).Compile(parser);
        string library = module.LibraryFile ?? throw new PlatformException(target);
        string[] headers = File.ReadAllLines(Path.Combine(Path.GetDirectoryName(library)!, CacheEntry.HeadersFile));
        return new CompletedModule(module, [.. headers.Select(static line => line.Split(' ', 3)[2])]);
    }
}
