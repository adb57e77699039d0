using System.Collections.Concurrent;
using Cffi.Backend.Native.Callbacks;
using Cffi.Backend.Native.Calls;
using Cffi.Backend.Native.Conversion;
using Cffi.Backend.Native.Loading;
using Cffi.Backend.Native.Memory;
using Cffi.Backend.Native;
using Cffi.Modules.Building;
using Cffi.Modules.Compilers;
using Cffi.Modules.Descriptions;
using Cffi.Modules.Errors;

namespace Cffi;

/// <summary>C declarations, and what can be done with them on this machine: load libraries, make data, call.</summary>
/// <remarks>
/// Declarations add up: a later <see cref="Cdef"/> sees what earlier ones declared. Any thread may use any member.
/// Type names are C: <c>"int"</c>, <c>"char[32]"</c>, <c>"struct point *"</c>, <c>"int(const void *, const void *)"</c>.
/// </remarks>
public sealed unsafe class Ffi
{
    private const int MostCachedTypes = 1024;
    private CParser? parser;
    private readonly Lock compiling = new();
    private volatile TypeTable types = new(0);
    private static readonly Lock Including = new();
    private readonly string? loadedModule;
    private volatile Ffi[] included = [];
    private volatile ModuleSymbols? module;
    private ModuleSource? source;
    private ExternFunctions? externs;
    private Func<CallbackPolicy>? callbackPolicyNow;

    /// <summary>Makes an empty set of declarations for the platform this process runs on.</summary>
    /// <exception cref="CffiUnsupportedException">The platform is not known.</exception>
    public Ffi()
    {
    }

    // A compiled module that is loaded. The parser is made when a text is read: loading a module needs none.
    private Ffi(ModuleDescription module)
    {
        Declarations.AddRange(module.Declarations);
        loadedModule = module.Name;
    }

    /// <summary>The platform this process runs on.</summary>
    public Target Target { get; } = Target.Current;

    /// <summary>Everything declared so far.</summary>
    public DeclarationSet Declarations { get; } = new();

    /// <summary>The null pointer, as a <c>void *</c>; C# takes no literal <c>null</c> among several arguments, so pass this.</summary>
    public static CData Null => CData.NullPointer;

    /// <summary>C's <c>errno</c> on the calling thread, as the last call left it; the next call finds it as set here.</summary>
    public static int Errno
    {
        get => CallContext.Current.Errno;
        set => CallContext.Current.Errno = value;
    }

    /// <summary>
    /// An exception has left the body of a callback and nothing has handled it: raised at once, on the thread that C called
    /// on, also where the exception is thrown later, when the call into C returns.
    /// </summary>
    /// <remarks>
    /// Of an exception that passes through several callbacks, once. If nobody listens, standard error has it: in one line
    /// for each callback and call into C where it is thrown later, and in full where nothing can catch it.
    /// </remarks>
    public static event EventHandler<CallbackExceptionEventArgs>? UnhandledCallbackException
    {
        add => CallbackFailures.Unhandled += value;
        remove => CallbackFailures.Unhandled -= value;
    }

    /// <summary>What becomes of exceptions that leave callbacks made here; null for <see cref="CallbackExceptions.DefaultPolicy"/>.</summary>
    public CallbackPolicy? OnException { get; set; }

    /// <summary>The policy at the time of an exception, as one delegate for all callbacks.</summary>
    internal Func<CallbackPolicy> CallbackPolicyNow => callbackPolicyNow ??= () => OnException ?? CallbackExceptions.DefaultPolicy;

    /// <summary>What C# implements for C to call by name.</summary>
    // Not made with the rest: it brings what dynamic calls need into the process, which most have no use for.
    internal ExternFunctions Externs => externs ?? Interlocked.CompareExchange(ref externs, new ExternFunctions(), null) ?? externs;

    /// <summary>Counts the changes of the declarations, whoever makes them: what was cached by name is old when it changes.</summary>
    internal int Generation => Declarations.Version;

    /// <summary>Declares what a C text declares. A refused text declares nothing.</summary>
    /// <param name="text">C declarations; <c>#define</c> of constants too.</param>
    /// <param name="options">Packing, redeclaration and the text's name; null for none of it.</param>
    /// <returns>Warnings.</returns>
    /// <exception cref="CDefinitionException">The text is refused; all that is wrong is in it.</exception>
    public IReadOnlyList<Diagnostic> Cdef(string text, CdefOptions? options = null)
    {
        CommonErrors.ThrowIfNull(text);
        return Parser.Parse(text, options);
    }

    /// <summary>Makes what another Ffi declares, now and later, known here: the types are the same types.</summary>
    /// <param name="other">
    /// For <see cref="Dlopen"/>, all of it counts as declared here. In API mode its declarations are not compiled again: its
    /// functions and variables are those of the module that it was compiled to, which must be open when they are used.
    /// </param>
    /// <exception cref="CffiUnsupportedException">It is this one or includes it, or a name stands for different things in the two.</exception>
    public void Include(Ffi other)
    {
        CommonErrors.ThrowIfNull(other);
        lock (Including)
        {
            if (other.Declarations.Reaches(Declarations))
            {
                throw UsageErrors.IncludesItself();
            }

            if (DeclarationConflict.Find(Declarations, other.Declarations) is { } name)
            {
                throw UsageErrors.IncludedTwice(name);
            }

            Declarations.Include(other.Declarations);
            included = [.. included, other];
        }
    }

    /// <summary>Opens a library.</summary>
    /// <param name="name">
    /// As people say it (<c>"c"</c>, <c>"m"</c>, <c>"z"</c>), a file name (<c>"libz.so.1"</c>), a path, or null for the
    /// process itself.
    /// </param>
    /// <param name="flags">How to load it.</param>
    /// <exception cref="LibraryLoadException">It cannot be loaded; every path tried is in it.</exception>
    public CLibrary Dlopen(string? name, DlopenFlags flags = DlopenFlags.Default) => new(this, new ExportedSymbols(LibraryHandle.Open(name, flags)));

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

    /// <summary>The type of a name: the same object for the same type.</summary>
    /// <exception cref="CDefinitionException">The text is no type name.</exception>
    public CType TypeOf(string typeName) => NativeTypeOf(typeName).Type;

    /// <summary>The size of a type, in bytes.</summary>
    /// <exception cref="CDefinitionException">The text is no type name.</exception>
    /// <exception cref="LayoutException">The type has no size.</exception>
    public long SizeOf(string typeName) => NativeTypeOf(typeName).Size;

    /// <summary>The size of data, in bytes; of a pointer, the pointer's own.</summary>
    public long SizeOf(CData data)
    {
        CommonErrors.ThrowIfNull(data);
        return data.NativeType.Size;
    }

    /// <summary>The alignment of a type, in bytes.</summary>
    /// <inheritdoc cref="SizeOf(string)"/>
    public int AlignOf(string typeName) => NativeTypeOf(typeName).Alignment;

    /// <summary>The offset of a member or element, in bytes.</summary>
    /// <param name="typeName">A record or array type.</param>
    /// <param name="path">Member names and element indexes, from the outside in.</param>
    /// <exception cref="CffiNameException">The record has no such member.</exception>
    /// <exception cref="CffiTypeException">The path does not fit the type, or ends in a bit-field.</exception>
    public long OffsetOf(string typeName, params ReadOnlySpan<CValue> path) => MemberPath.Resolve(NativeTypeOf(typeName), path).Offset;

    /// <summary>A type as C text, with something declared by it.</summary>
    /// <param name="typeName">The type.</param>
    /// <param name="extra">A name, or part of a declarator such as <c>*</c> or <c>[5]</c>.</param>
    public string GetCType(string typeName, string extra = "")
    {
        CommonErrors.ThrowIfNull(extra);
        return CTypePrinter.Print(TypeOf(typeName), extra);
    }

    /// <summary>Allocates zeroed memory and initializes it.</summary>
    /// <param name="typeName">
    /// A pointer type, for one object of what it points to, or an array type; <c>T[]</c> takes its length from the
    /// initializer (a number, a string with its NUL, or an array).
    /// </param>
    /// <param name="initializer">
    /// The first contents; nothing for zeros. A list for a structure that ends in a flexible array may end in its contents,
    /// or their number: there is room for them then, and the member knows its length.
    /// </param>
    /// <returns>The owner of the memory: freed when disposed, or when nothing refers to it any more.</returns>
    /// <exception cref="CffiTypeException">The type is neither, or the initializer does not fit it.</exception>
    /// <exception cref="OutOfMemoryException">There is not that much memory.</exception>
    public CData New(string typeName, CValue initializer = default)
    {
        NativeType type = NativeTypeOf(typeName);
        return type.Representation switch
        {
            Representation.Pointer => Allocation.NewPointer(type, initializer),
            Representation.Array => Allocation.NewArray(type, initializer),
            _ => throw CommonErrors.WrongOperation(type.Type, "allocate", $"New takes a pointer or array type, such as '{CTypePrinter.Print(type.Type, "*")}'"),
        };
    }

    /// <summary>Converts as a C cast does: integers are cut off, fractions dropped, pointers and integers exchanged.</summary>
    /// <param name="typeName">A scalar type; or an array type with its length, for a view of what a pointer points to.</param>
    /// <param name="value">A number, a character, or data.</param>
    /// <exception cref="CffiTypeException">The type is neither, or the value has no such form.</exception>
    public CData Cast(string typeName, CValue value) => CastConversion.To(NativeTypeOf(typeName), value);

    /// <summary>A pointer to a record, an array, or something inside them.</summary>
    /// <param name="data">A record or array; for a path, a pointer to one too.</param>
    /// <param name="path">Member names and element indexes, from the outside in.</param>
    /// <remarks>The pointer keeps the memory alive.</remarks>
    public CData AddressOf(CData data, params ReadOnlySpan<CValue> path)
    {
        CommonErrors.ThrowIfNull(data);
        return MemberPath.AddressOf(data, path);
    }

    /// <summary>The text up to the NUL, the end of the array, or a number of units; an enumerator's name for an enum.</summary>
    /// <param name="data">Text or a pointer to text: UTF-8 in bytes, UTF-16, UTF-32; or an enum's value.</param>
    /// <param name="maxLength">In units of the character type; -1 for no limit.</param>
    /// <exception cref="CffiNullPointerException">The pointer is null.</exception>
    /// <exception cref="CffiTypeException">The data is no text.</exception>
    public string String(CData data, long maxLength = -1)
    {
        CommonErrors.ThrowIfNull(data);
        return TextDecoder.Read(data, maxLength);
    }

    /// <summary>The bytes of text up to the NUL, the end of the array, or a number of units: where they may not be UTF-8.</summary>
    /// <param name="data">Text or a pointer to text; of wider characters, the bytes of each.</param>
    /// <param name="maxLength">In units of the character type; -1 for no limit.</param>
    /// <exception cref="CffiNullPointerException">The pointer is null.</exception>
    /// <exception cref="CffiTypeException">The data is no text.</exception>
    public byte[] StringBytes(CData data, long maxLength = -1)
    {
        CommonErrors.ThrowIfNull(data);
        return TextDecoder.ReadBytes(data, maxLength);
    }

    /// <summary>The value of a declared constant: a macro, an enumerator, a constant variable with an initializer.</summary>
    /// <exception cref="CffiNameException">No constant of that name is declared.</exception>
    /// <exception cref="CffiUnsupportedException">Only a compiler knows the value (API mode).</exception>
    public CValue GetConstant(string name)
    {
        CommonErrors.ThrowIfNull(name);
        return Declarations.FindIdentifier(name) is ConstantDeclaration constant
            ? ConstantValue.Of(constant)
            : throw CommonErrors.Undeclared(name, "constant", Declarations.Constants.Select(static c => c.Name));
    }

    /// <summary>A resolved accessor for a scalar member, for code that runs hot.</summary>
    /// <typeparam name="T">A .NET type with the bytes of the member.</typeparam>
    /// <param name="recordName">A record type.</param>
    /// <param name="member">The member's name.</param>
    /// <exception cref="CffiNameException">The record has no such member.</exception>
    /// <exception cref="CffiTypeException">The member does not have the bytes of <typeparamref name="T"/>, or is a bit-field.</exception>
    public CMemberAccessor<T> Member<T>(string recordName, string member)
        where T : unmanaged
    {
        CommonErrors.ThrowIfNull(member);
        return CMemberAccessor<T>.Create(NativeTypeOf(recordName), member);
    }

    /// <summary>The Ffi whose text declares an identifier: this one, or one that it includes.</summary>
    internal Ffi OwnerOf(Declaration declaration) =>
        included.FirstOrDefault(other => ReferenceEquals(other.Declarations.FindIdentifier(declaration.Name), declaration))?.OwnerOf(declaration) ?? this;

    /// <summary>The entries that its compiled module, or that of an included one, has for callbacks of a type; null for none.</summary>
    internal CallbackPool? FindEntries(CFunctionType type) =>
        module?.FindEntries(type) ?? included.Select(other => other.FindEntries(type)).FirstOrDefault(static entries => entries is not null);

    internal NativeType NativeTypeOf(string typeName)
    {
        CommonErrors.ThrowIfNull(typeName);
        TypeTable table = types;
        int generation = Generation;
        if (table.Generation != generation)
        {
            // What another thread is still reading by the old declarations goes to the old table.
            types = table = new TypeTable(generation);
        }

        if (table.Entries.TryGetValue(typeName, out NativeType? known))
        {
            return known;
        }

        var type = NativeType.Of(Parser.ParseType(typeName));

        // Bounded, since texts may be made at run time ("int[7]"); starting over costs one parse each.
        if (table.Entries.Count >= MostCachedTypes)
        {
            table.Entries.Clear();
        }

        table.Entries[typeName] = type;
        return type;
    }

    private ModuleSource Source => Volatile.Read(ref source) ?? throw BuildErrors.NoSource();

    private CParser Parser => parser ?? Interlocked.CompareExchange(ref parser, new CParser(Target, Declarations), null) ?? parser;

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

    /// <summary>The types of the names that were asked for since the declarations changed.</summary>
    private sealed class TypeTable(int generation)
    {
        public int Generation { get; } = generation;

        public ConcurrentDictionary<string, NativeType> Entries { get; } = new();
    }
}
