using Cffi.Generator.Emission;
using Cffi.Modules.Building;
using Cffi.Modules.Cache;
using Cffi.Modules.Compilers;
using Cffi.Parser;

namespace Cffi.Tool;

/// <summary>A module that is compiled for a platform: the completed declarations, and their indexes in the library.</summary>
/// <param name="Compiled">The complete and verified declarations, and the library.</param>
/// <param name="Headers">The headers that the compiler read.</param>
internal sealed record CompletedModule(CompiledModule Compiled, IReadOnlyList<string> Headers)
{
    /// <summary>The platform.</summary>
    public Target Target => Compiled.Target;

    /// <summary>The exported symbol of the table of addresses.</summary>
    public string TableSymbol => Compiled.Indexes.TableSymbol;

    /// <summary>The indexes of the declarations in the table.</summary>
    public BindingPlaces Indexes => new(Compiled.Indexes.Functions, Compiled.Indexes.Variables, Compiled.Indexes.Externs);

    /// <summary>Compiles a module for a platform, or takes it from the cache.</summary>
    /// <param name="text">The C text of its declarations, which is parsed with the platform's rules.</param>
    /// <param name="file">The name of the text, for messages.</param>
    /// <param name="name">The module.</param>
    /// <param name="prelude">The C text before the declarations.</param>
    /// <param name="options">The platform, and the options for its compiler.</param>
    /// <exception cref="CffiException">A text has errors, or no compiler was found.</exception>
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
