using System.Collections.Concurrent;
using Cffi.Backend.Native;
using Cffi.Backend.Native.Callbacks;
using Cffi.Backend.Native.Calls;
using Cffi.Backend.Native.Loading;
using Cffi.Backend.Native.Memory;
using Cffi.Modules.Building;
using Cffi.Modules.Descriptions;
using Cffi.Parser;

namespace Cffi;

/// <summary>C declarations, and what can be done with them on this machine: load libraries, make data, call.</summary>
/// <remarks>
/// Declarations add up: a later <see cref="Cdef"/> sees what earlier ones declared. Any thread may use any member.
/// Type names are C: <c>"int"</c>, <c>"char[32]"</c>, <c>"struct point *"</c>, <c>"int(const void *, const void *)"</c>.
/// </remarks>
public sealed unsafe partial class Ffi
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
    public IReadOnlyList<CDiagnostic> Cdef(string text, CdefOptions? options = null)
    {
        CommonErrors.ThrowIfNull(text);
        return Parser.Parse(text, options);
    }

    /// <summary>Adds declarations that were built in code or read by a <see cref="CParser"/>; a name that is declared already is replaced.</summary>
    /// <param name="declarations">In the order in which a text would declare them.</param>
    public void Declare(params IReadOnlyList<Declaration> declarations)
    {
        CommonErrors.ThrowIfNull(declarations);
        Declarations.AddRange(declarations);
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

    /// <summary>The type of a name: the same object for the same type.</summary>
    /// <exception cref="CDefinitionException">The text is no type name.</exception>
    public CType TypeOf(string typeName) => NativeTypeOf(typeName).Type;

    /// <summary>The Ffi whose text declares an identifier: this one, or one that it includes.</summary>
    internal Ffi OwnerOf(Declaration declaration) =>
        included.FirstOrDefault(other => ReferenceEquals(other.Declarations.FindIdentifier(declaration.Name), declaration))?.OwnerOf(declaration) ?? this;

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

    private CParser Parser => parser ?? Interlocked.CompareExchange(ref parser, new CParser(Target, Declarations), null) ?? parser;

    /// <summary>The types of the names that were asked for since the declarations changed.</summary>
    private sealed class TypeTable(int generation)
    {
        public int Generation { get; } = generation;

        public ConcurrentDictionary<string, NativeType> Entries { get; } = new();
    }
}
