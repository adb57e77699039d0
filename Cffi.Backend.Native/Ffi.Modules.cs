using Cffi.Backend.Native.Callbacks;
using Cffi.Backend.Native.Loading;
using Cffi.Backend.Native.Modules;
using Cffi.Modules.Building;
using Cffi.Modules.Compilers;
using Cffi.Modules.Descriptions;
using Cffi.Modules.Errors;
using Cffi.Modules.Waiting;

namespace Cffi;

// API mode: the C compiler completes and checks the declarations.
public sealed partial class Ffi
{
    /// <summary>Sets the C source with which <see cref="Compile()"/> compiles the declarations (API mode).</summary>
    /// <param name="module">The module's name: letters, digits and <c>_</c>, and dots between parts.</param>
    /// <param name="prelude">C text before the declarations: the <c>#include</c> lines that they need, and your own C code.</param>
    /// <param name="options">Libraries, folders, the compiler; null for the defaults.</param>
    /// <exception cref="CffiNameException">The name is not a module name.</exception>
    /// <exception cref="CffiTypeException">An option cannot be an argument of the compiler.</exception>
    /// <exception cref="CffiUnsupportedException">The source is already set.</exception>
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

    /// <summary>Sets the source like <see cref="SetSource"/>, with the arguments of pkg-config for packages.</summary>
    /// <param name="module">The module's name: letters, digits and <c>_</c>, and dots between parts.</param>
    /// <param name="packages">Names for pkg-config, which may include a condition on the version: <c>"zlib >= 1.2"</c>.</param>
    /// <param name="prelude">C text before the declarations: the <c>#include</c> lines that they need, and your own C code.</param>
    /// <param name="options">Further libraries, folders, the compiler; null for the defaults.</param>
    /// <exception cref="CffiNameException">The name is not a module name.</exception>
    /// <exception cref="CffiTypeException">A package or an option cannot be an argument of the compiler.</exception>
    /// <exception cref="CffiUnsupportedException">The source is already set.</exception>
    /// <remarks>The program is the one in <c>PKG_CONFIG</c>, otherwise <c>pkg-config</c>; its other environment variables work as usual.</remarks>
    /// <exception cref="CompilationException">pkg-config is missing, or does not know a package.</exception>
    public void SetSourcePkgConfig(string module, IReadOnlyList<string> packages, string prelude, BuildOptions? options = null)
    {
        CommonErrors.ThrowIfNull(packages);
        SetSource(module, prelude, PackageConfiguration.With(packages, options ?? new BuildOptions()));
    }

    /// <summary>
    /// Compiles the declarations with the C source of <c>SetSource</c>. The compiler completes every <c>...</c> and
    /// checks the other declarations.
    /// </summary>
    /// <remarks>A module that the same compiler has already compiled from the same text is loaded from the cache.</remarks>
    /// <exception cref="CompilationException">The compiler refuses the source, or no compiler was found.</exception>
    /// <exception cref="VerificationException">The compiler disagrees with the declarations; the exception lists all differences.</exception>
    /// <exception cref="LibraryLoadException">The module cannot be loaded, for example because a library that it needs is missing.</exception>
    /// <exception cref="CffiUnsupportedException">No source is set.</exception>
    public CLibrary Compile() => BuildWait.Result(CompileAsync(Source, BuildWait.Blocking));

    /// <summary>Compiles the declarations like <see cref="Compile()"/>, without blocking the calling thread.</summary>
    /// <param name="cancellationToken">Kills the compiler and ends every wait: for the compiler, for another call, and for the cache.</param>
    /// <remarks>
    /// The compiler runs while no thread waits for it, and the rest of the work is done by threads of the pool. Any number of calls may run
    /// at a time; calls on one Ffi take turns. After a cancellation the declarations and the cache are as before, no file stays, and the
    /// compiler and its children are killed. A cancellation that comes when the compiler has ended may come too late.
    /// </remarks>
    /// <exception cref="OperationCanceledException">The call was cancelled.</exception>
    /// <inheritdoc cref="Compile()"/>
    public Task<CLibrary> CompileAsync(CancellationToken cancellationToken = default)
    {
        ModuleSource module = Source;
        return Task.Run(() => CompileAsync(module, BuildWait.Async(cancellationToken)).AsTask(), cancellationToken);
    }

    /// <summary>Writes the C text that <see cref="Compile()"/> compiles: the source, and the questions to the compiler.</summary>
    /// <param name="writer">Gets the text; the same declarations and source give the same text.</param>
    /// <exception cref="CffiUnsupportedException">No source is set.</exception>
    public void EmitC(TextWriter writer)
    {
        CommonErrors.ThrowIfNull(writer);
        writer.Write(ForeignBuild.Text(Source, Declarations));
    }

    /// <summary>
    /// Compiles the module into a folder, to be shipped: the library, and a description beside it, which
    /// <see cref="LoadModule"/> reads without a C parser and a compiler.
    /// </summary>
    /// <param name="folder">The folder for the two files, which is created if it does not exist. Files that have not changed are not written.</param>
    /// <remarks>The description contains the types and constants of included Ffi objects. Their functions and variables are in their own modules.</remarks>
    /// <returns>The path of the description: the module's name with <c>.cffi</c>.</returns>
    /// <inheritdoc cref="Compile()"/>
    public string CompileTo(string folder)
    {
        CommonErrors.ThrowIfNull(folder);
        return BuildWait.Result(CompileToAsync(Source, folder, BuildWait.Blocking));
    }

    /// <summary>Compiles the module into a folder like <see cref="CompileTo"/>, without blocking the calling thread.</summary>
    /// <param name="folder">The folder for the two files, which is created if it does not exist. Files that have not changed are not written.</param>
    /// <param name="cancellationToken">Kills the compiler and ends every wait: for the compiler, for another call, and for the cache.</param>
    /// <exception cref="OperationCanceledException">The call was cancelled.</exception>
    /// <inheritdoc cref="CompileTo"/>
    /// <inheritdoc cref="CompileAsync(CancellationToken)" path="/remarks"/>
    public Task<string> CompileToAsync(string folder, CancellationToken cancellationToken = default)
    {
        CommonErrors.ThrowIfNull(folder);
        ModuleSource module = Source;
        return Task.Run(() => CompileToAsync(module, folder, BuildWait.Async(cancellationToken)).AsTask(), cancellationToken);
    }

    /// <summary>
    /// Does the same as <see cref="CompileTo"/> with a module that your own build has compiled from the text of
    /// <see cref="EmitC"/>: checks it, completes the declarations, and saves the library with a description.
    /// </summary>
    /// <param name="objectFile">The object of that text, compiled by gcc or clang for this platform.</param>
    /// <param name="libraryFile">The shared library that was linked from the object.</param>
    /// <param name="folder">The folder for the library, under the module's name, and the description. It is created if it does not exist.</param>
    /// <returns>The path of the description: the module's name with <c>.cffi</c>.</returns>
    /// <exception cref="CompilationException">The object was not compiled from the text, or a file cannot be read or written.</exception>
    /// <exception cref="VerificationException">The compiler disagrees with the declarations; the exception lists all differences.</exception>
    /// <exception cref="CffiUnsupportedException">No source is set.</exception>
    public string SaveCompiled(string objectFile, string libraryFile, string folder)
    {
        CommonErrors.ThrowIfNull(objectFile);
        CommonErrors.ThrowIfNull(libraryFile);
        CommonErrors.ThrowIfNull(folder);
        compiling.Wait();
        try
        {
            string description = ForeignBuild.Save(Source, Declarations, Target, objectFile, libraryFile, folder);
            Declarations.MarkChanged();
            return description;
        }
        finally
        {
            compiling.Release();
        }
    }

    /// <summary>Loads a module that <see cref="CompileTo"/> has compiled.</summary>
    /// <param name="path">The description; the library must be beside it.</param>
    /// <returns>The library; its declarations are <see cref="CLibrary.Ffi"/>.</returns>
    /// <exception cref="LibraryLoadException">
    /// A file is missing or damaged, has another version or platform, or the two files do not match.
    /// </exception>
    public static CLibrary LoadModule(string path)
    {
        CommonErrors.ThrowIfNull(path);
        return LoadParts(path, null);
    }

    /// <summary>The same with a library in another folder.</summary>
    internal static CLibrary LoadParts(string path, string? libraryPath)
    {
        (ModuleDescription module, LibraryHandle handle) = ModuleLoader.Open(path, libraryPath);
        var ffi = new Ffi(module);
        try
        {
            var symbols = new ModuleSymbols(module.Name, handle, module.Indexes) { Included = ffi.IncludedModule };
            EvaluatedMacros.EvaluateAll(symbols, ffi.Declarations);
            return ffi.Connect(symbols);
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    /// <summary>Compiles the declarations for this or another platform, with a cross compiler. Nothing is run or loaded.</summary>
    /// <param name="target">The platform. The declared texts are parsed again for it, with its macros and sizes.</param>
    /// <returns>The declarations, completed and verified by that compiler, and the library for that platform.</returns>
    /// <exception cref="CDefinitionException">A text has errors on that platform.</exception>
    /// <remarks>An Ffi that includes another Ffi can be compiled for this platform only, with <see cref="Compile()"/> or <see cref="CompileTo"/>.</remarks>
    /// <inheritdoc cref="Compile()"/>
    public CompiledModule CompileFor(Target target)
    {
        CommonErrors.ThrowIfNull(target);
        return BuildWait.Result(CompileForAsync(Source, target, BuildWait.Blocking));
    }

    /// <summary>Compiles the declarations for this or another platform like <see cref="CompileFor"/>, without blocking the calling thread.</summary>
    /// <param name="target">The platform. The declared texts are parsed again for it, with its macros and sizes.</param>
    /// <param name="cancellationToken">Kills the compiler and ends every wait: for the compiler and for the cache.</param>
    /// <exception cref="OperationCanceledException">The call was cancelled.</exception>
    /// <inheritdoc cref="CompileFor"/>
    /// <inheritdoc cref="CompileAsync(CancellationToken)" path="/remarks"/>
    public Task<CompiledModule> CompileForAsync(Target target, CancellationToken cancellationToken = default)
    {
        CommonErrors.ThrowIfNull(target);
        ModuleSource module = Source;
        return Task.Run(() => CompileForAsync(module, target, BuildWait.Async(cancellationToken)).AsTask(), cancellationToken);
    }

    /// <summary>Compiles the declarations with a C source that is not set permanently, for scripts.</summary>
    /// <inheritdoc cref="SetSource"/>
    /// <inheritdoc cref="Compile()"/>
    public CLibrary Verify(string prelude, BuildOptions? options = null)
    {
        CommonErrors.ThrowIfNull(prelude);
        return BuildWait.Result(CompileAsync(new ModuleSource("_verify", prelude, options), BuildWait.Blocking));
    }

    /// <summary>The entries of its compiled module, or of an included one, for callbacks of a type; null if there are none.</summary>
    internal CallbackPool? FindEntries(CFunctionType type) =>
        module?.FindEntries(type) ?? included.Select(other => other.FindEntries(type)).FirstOrDefault(static entries => entries is not null);

    private ModuleSource Source => Volatile.Read(ref source) ?? throw BuildErrors.NoSource();

    private async ValueTask<CLibrary> CompileAsync(ModuleSource module, BuildWait wait)
    {
        await wait.Enter(compiling).ConfigureAwait(false);
        try
        {
            ModuleSymbols symbols = await ModuleLoader.CompileAsync(module, Declarations, IncludedModule, wait).ConfigureAwait(false);
            Declarations.MarkChanged();
            return Connect(symbols);
        }
        finally
        {
            compiling.Release();
        }
    }

    private async ValueTask<string> CompileToAsync(ModuleSource module, string folder, BuildWait wait)
    {
        await wait.Enter(compiling).ConfigureAwait(false);
        try
        {
            string description = await new ModuleCompiler(module, Declarations, Target).SaveAsync(folder, wait).ConfigureAwait(false);
            Declarations.MarkChanged();
            return description;
        }
        finally
        {
            compiling.Release();
        }
    }

    private ValueTask<CompiledModule> CompileForAsync(ModuleSource module, Target target, BuildWait wait)
    {
        if (included.Length > 0)
        {
            throw BuildErrors.IncludesAndTarget(target);
        }

        var own = new DeclarationSet();
        return new ModuleCompiler(module, own, target).CompileAsync(Parser.Reread(target, own), wait);
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
