using Cffi.Backend.Native.Callbacks;
using Cffi.Backend.Native.Loading;
using Cffi.Backend.Native.Modules;
using Cffi.Modules.Building;
using Cffi.Modules.Compilers;
using Cffi.Modules.Descriptions;
using Cffi.Modules.Errors;

namespace Cffi;

// API mode: the C compiler completes and checks the declarations.
public sealed unsafe partial class Ffi
{
    /// <summary>Sets what <see cref="Compile()"/> compiles the declarations with (API mode).</summary>
    /// <param name="module">The module's name: letters, digits and <c>_</c>, in parts between dots.</param>
    /// <param name="prelude">C text before the declarations: the <c>#include</c> lines they need, and C code of your own.</param>
    /// <param name="options">Libraries, folders, the compiler; null for none of it.</param>
    /// <exception cref="CffiNameException">The name is no module name.</exception>
    /// <exception cref="CffiTypeException">An option cannot be an argument of the compiler.</exception>
    /// <exception cref="CffiUnsupportedException">A source is set already.</exception>
    public void SetSource(string module, string prelude, BuildOptions? options = null)
    {
        CommonErrors.ThrowIfNull(module);
        CommonErrors.ThrowIfNull(prelude);
        var wanted = new ModuleSource(module, prelude, options);
        if ((loadedModule ?? Interlocked.CompareExchange(ref source, wanted, null)?.Name) is { } earlier)
        {
            throw BuildErrors.SecondSource(earlier);
        }
    }

    /// <summary>Sets the source as <see cref="SetSource"/> does, with the arguments that pkg-config gives for packages.</summary>
    /// <param name="module">The module's name: letters, digits and <c>_</c>, in parts between dots.</param>
    /// <param name="packages">Names that pkg-config knows, a condition included where there is one: <c>"zlib >= 1.2"</c>.</param>
    /// <param name="prelude">C text before the declarations: the <c>#include</c> lines they need, and C code of your own.</param>
    /// <param name="options">More libraries, folders, the compiler; null for none of it.</param>
    /// <exception cref="CffiNameException">The name is no module name.</exception>
    /// <exception cref="CffiTypeException">A package or an option cannot be an argument of the compiler.</exception>
    /// <exception cref="CffiUnsupportedException">A source is set already.</exception>
    /// <remarks>The program is what <c>PKG_CONFIG</c> names, else <c>pkg-config</c>; its other variables work as usual.</remarks>
    /// <exception cref="CompilationException">pkg-config is missing, or does not know a package.</exception>
    public void SetSourcePkgConfig(string module, IReadOnlyList<string> packages, string prelude, BuildOptions? options = null)
    {
        CommonErrors.ThrowIfNull(packages);
        SetSource(module, prelude, PackageConfiguration.With(packages, options ?? new BuildOptions()));
    }

    /// <summary>
    /// Compiles the declarations with the C source that is set: the compiler completes what is left to it (<c>...</c>) and
    /// checks the rest.
    /// </summary>
    /// <remarks>A module that was compiled before, of the same text and by the same compiler, is taken from the cache.</remarks>
    /// <exception cref="CompilationException">The compiler refuses the source, or there is none.</exception>
    /// <exception cref="VerificationException">The compiler disagrees with the declarations; all that differs is in it.</exception>
    /// <exception cref="LibraryLoadException">The module cannot be loaded: a library it needs is missing.</exception>
    /// <exception cref="CffiUnsupportedException">No source is set.</exception>
    public CLibrary Compile() => Compile(Source);

    /// <summary>Writes the C text that <see cref="Compile()"/> compiles: the source that is set, and what asks the compiler.</summary>
    /// <param name="writer">Where the text goes; the same declarations and source give the same text.</param>
    /// <exception cref="CffiUnsupportedException">No source is set.</exception>
    public void EmitC(TextWriter writer)
    {
        CommonErrors.ThrowIfNull(writer);
        writer.Write(ForeignBuild.Text(Source, Declarations));
    }

    /// <summary>
    /// Compiles the module into a folder, to be shipped: the library, and a description beside it that
    /// <see cref="LoadModule"/> reads without a C parser and without a compiler.
    /// </summary>
    /// <param name="folder">Where the two files go; it is made if it is not there. Files that have not changed are left alone.</param>
    /// <remarks>Types and constants of included Ffis are in the description; their functions and variables are in their own modules.</remarks>
    /// <returns>The path of the description: the module's name with <c>.cffi</c>.</returns>
    /// <inheritdoc cref="Compile()"/>
    public string CompileTo(string folder)
    {
        CommonErrors.ThrowIfNull(folder);
        lock (compiling)
        {
            string description = new ModuleCompiler(Source, Declarations, Target).Save(folder);
            Declarations.MarkChanged();
            return description;
        }
    }

    /// <summary>
    /// Does what <see cref="CompileTo"/> does with a module that a build of your own has compiled from the text of
    /// <see cref="EmitC"/>: checks it, completes the declarations, and saves the library with a description.
    /// </summary>
    /// <param name="objectFile">The object of that text, compiled by gcc or clang for this platform.</param>
    /// <param name="libraryFile">The shared library that was linked from it.</param>
    /// <param name="folder">Where the library, under the module's name, and the description go; it is made if it is not there.</param>
    /// <returns>The path of the description: the module's name with <c>.cffi</c>.</returns>
    /// <exception cref="CompilationException">The object was not compiled from the text, or a file cannot be read or written.</exception>
    /// <exception cref="VerificationException">The compiler disagrees with the declarations; all that differs is in it.</exception>
    /// <exception cref="CffiUnsupportedException">No source is set.</exception>
    public string SaveCompiled(string objectFile, string libraryFile, string folder)
    {
        CommonErrors.ThrowIfNull(objectFile);
        CommonErrors.ThrowIfNull(libraryFile);
        CommonErrors.ThrowIfNull(folder);
        lock (compiling)
        {
            string description = ForeignBuild.Save(Source, Declarations, Target, objectFile, libraryFile, folder);
            Declarations.MarkChanged();
            return description;
        }
    }

    /// <summary>Loads a module that <see cref="CompileTo"/> has compiled.</summary>
    /// <param name="path">The description; the library lies beside it.</param>
    /// <returns>The library; its declarations are <see cref="CLibrary.Ffi"/>.</returns>
    /// <exception cref="LibraryLoadException">
    /// A file is missing, damaged, of another version or for another platform, or the two do not belong together.
    /// </exception>
    public static CLibrary LoadModule(string path)
    {
        CommonErrors.ThrowIfNull(path);
        return LoadParts(path, null);
    }

    /// <summary>The same with a library that may lie elsewhere.</summary>
    internal static CLibrary LoadParts(string path, string? libraryPath)
    {
        (ModuleDescription module, LibraryHandle handle) = ModuleLoader.Open(path, libraryPath);
        var ffi = new Ffi(module);
        try
        {
            var symbols = new ModuleSymbols(module.Name, handle, module.Places) { Included = ffi.IncludedModule };
            EvaluatedMacros.EvaluateAll(symbols, ffi.Declarations);
            return ffi.Connect(symbols);
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    /// <summary>Compiles the declarations for a platform, this one or another, with a cross compiler; nothing of it is run or loaded.</summary>
    /// <param name="target">The platform. The texts declared so far are read again for it: its macros and sizes count.</param>
    /// <returns>The declarations as that compiler completes them, verified, and the library for that platform.</returns>
    /// <exception cref="CDefinitionException">A text is not accepted on that platform.</exception>
    /// <remarks>An Ffi that includes another one is compiled for this platform only, with <see cref="Compile()"/> or <see cref="CompileTo"/>.</remarks>
    /// <inheritdoc cref="Compile()"/>
    public CompiledModule CompileFor(Target target)
    {
        CommonErrors.ThrowIfNull(target);
        if (included.Length > 0)
        {
            throw BuildErrors.IncludesAndTarget(target);
        }

        var own = new DeclarationSet();
        return new ModuleCompiler(Source, own, target).Compile(Parser.Reread(target, own));
    }

    /// <summary>Compiles the declarations with a C source, without setting it: for scripts.</summary>
    /// <inheritdoc cref="SetSource"/>
    /// <inheritdoc cref="Compile()"/>
    public CLibrary Verify(string prelude, BuildOptions? options = null)
    {
        CommonErrors.ThrowIfNull(prelude);
        return Compile(new ModuleSource("_verify", prelude, options));
    }

    /// <summary>The entries that its compiled module, or that of an included one, has for callbacks of a type; null for none.</summary>
    internal CallbackPool? FindEntries(CFunctionType type) =>
        module?.FindEntries(type) ?? included.Select(other => other.FindEntries(type)).FirstOrDefault(static entries => entries is not null);

    private ModuleSource Source => Volatile.Read(ref source) ?? throw BuildErrors.NoSource();

    private CLibrary Compile(ModuleSource module)
    {
        lock (compiling)
        {
            ModuleSymbols symbols = ModuleLoader.Compile(module, Declarations, IncludedModule);
            Declarations.MarkChanged();
            return Connect(symbols);
        }
    }

    private ModuleSymbols? IncludedModule(Declaration declaration) => OwnerOf(declaration) is var owner && ReferenceEquals(owner, this) ? null
        : owner.module ?? throw BuildErrors.IncludedNotCompiled(declaration.Name);

    private CLibrary Connect(ModuleSymbols symbols)
    {
        module = symbols;
        Externs.Connect(symbols);
        return new CLibrary(this, symbols);
    }
}
