using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Cffi.Backend.Native;
using Cffi.Backend.Native.Callbacks;
using Cffi.Backend.Native.Loading;
using Cffi.Backend.Native.Modules;
using Cffi.Backend.Native.Threads;
using Cffi.Backend.Native.Values;
using Cffi.Modules.Building;
using Cffi.Modules.Descriptions;
using Cffi.Parser;

namespace Cffi;

/// <summary>C declarations, and the operations with them on this machine: load libraries, make data, call functions.</summary>
/// <remarks>
/// Declarations accumulate: a later <see cref="Cdef"/> sees the declarations of earlier ones. Any thread may use any member.
/// Type names are C text: <c>"int"</c>, <c>"char[32]"</c>, <c>"struct point *"</c>, <c>"int(const void *, const void *)"</c>.
/// </remarks>
[DebuggerDisplay("{Target.Name,nq}, {Declarations.Own.Count} declarations")]
[DebuggerTypeProxy(typeof(FfiView))]
[SuppressMessage("Design", "CA1001", Justification = "A SemaphoreSlim without a wait handle holds nothing to dispose of.")]
public sealed unsafe partial class Ffi
{
    private const int MostCachedTypes = 1024;
    private CParser? parser;
    private readonly SemaphoreSlim compiling = new(1, 1);
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

    // For a loaded module. The parser is created when a text is parsed, because loading a module needs none.
    private Ffi(ModuleDescription module)
    {
        Declarations.AddRange(module.Declarations);
        loadedModule = module.Name;
    }

    /// <summary>The platform this process runs on.</summary>
    public Target Target { get; } = Target.Current;

    /// <summary>All declarations so far.</summary>
    public DeclarationSet Declarations { get; } = new();

    /// <summary>The null pointer, as a <c>void *</c>. C# does not accept a literal <c>null</c> among several arguments; pass this instead.</summary>
    public static CData Null => CData.NullPointer;

    /// <summary>C's <c>errno</c> of the calling thread: the value after the last call. If you set it, the next call starts with that value.</summary>
    public static int Errno
    {
        get => CallContext.Current.Errno;
        set => CallContext.Current.Errno = value;
    }

    /// <summary>
    /// Windows' last error (<c>GetLastError</c>) of the calling thread: the value after the last call. If you set it, the next call starts with that
    /// value. Always 0 on other systems. <see cref="System.Runtime.InteropServices.Marshal.GetPInvokeErrorMessage"/> has the text.
    /// </summary>
    /// <remarks>
    /// The system's functions set it, C's own set <see cref="Errno"/>. <c>Marshal.GetLastSystemError</c> may show the value of a call that the runtime
    /// made in between.
    /// </remarks>
    public static int LastError
    {
        get => CallContext.Current.LastError;
        set => CallContext.Current.LastError = OperatingSystem.IsWindows() ? value : 0;
    }

    /// <summary>
    /// Raised when the body of a callback throws and nothing handles the exception. It is raised at once, on the thread on which C called,
    /// even if the exception is thrown later, when the call into C returns.
    /// </summary>
    /// <remarks>
    /// An exception that passes through several callbacks is reported once. Without a handler, it is written to standard error: as one line
    /// for each callback and call into C if it is thrown later, and in full if nothing can catch it.
    /// </remarks>
    public static event EventHandler<CallbackExceptionEventArgs>? UnhandledCallbackException
    {
        add => CallbackFailures.Unhandled += value;
        remove => CallbackFailures.Unhandled -= value;
    }

    /// <summary>The policy for exceptions of callbacks that this Ffi makes; null for <see cref="CallbackExceptions.DefaultPolicy"/>.</summary>
    public CallbackPolicy? OnException { get; set; }

    /// <summary>Gives the policy at the time of an exception; one delegate for all callbacks.</summary>
    internal Func<CallbackPolicy> CallbackPolicyNow => callbackPolicyNow ??= () => OnException ?? CallbackExceptions.DefaultPolicy;

    /// <summary>The functions that C# implements and C calls by name.</summary>
    // Created on demand: it loads the code for dynamic calls, which most processes do not need.
    internal ExternFunctions Externs => externs ?? Interlocked.CompareExchange(ref externs, new ExternFunctions(), null) ?? externs;

    /// <summary>Counts the changes of the declarations. If the number has changed, results that are cached by name are outdated.</summary>
    internal int Generation => Declarations.Version;

    /// <summary>Adds the declarations of a C text. A text with errors adds nothing.</summary>
    /// <param name="text">C declarations, including <c>#define</c> of constants.</param>
    /// <param name="options">Packing, redeclaration and the text's name; null for the defaults.</param>
    /// <returns>Warnings.</returns>
    /// <exception cref="CDefinitionException">The text has errors; the exception lists all of them.</exception>
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

    /// <summary>Imports the declarations of another Ffi, including later ones. Both share the same type objects.</summary>
    /// <param name="other">
    /// For <see cref="Dlopen(string?, DlopenFlags)"/>, its declarations count as declared here. In API mode they are not compiled again: its
    /// functions and variables are those of its own compiled module, which must be open when you use them.
    /// </param>
    /// <exception cref="CffiUnsupportedException">It is this Ffi or includes it, or the two declare a name differently.</exception>
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
    /// A short name (<c>"c"</c>, <c>"m"</c>, <c>"z"</c>), a file name (<c>"libz.so.1"</c>), a path, or null for the
    /// process itself.
    /// </param>
    /// <param name="flags">How to load it.</param>
    /// <exception cref="LibraryLoadException">The library cannot be loaded; the exception lists every path that was tried.</exception>
    public CLibrary Dlopen(string? name, DlopenFlags flags = DlopenFlags.Default) => new(this, new ExportedSymbols(LibraryHandle.Open(name, flags)));

    /// <summary>Gives a library that is open already, with these declarations.</summary>
    /// <param name="handle">
    /// The handle: of <see cref="System.Runtime.InteropServices.NativeLibrary"/>, of C's <c>dlopen</c> or <c>LoadLibrary</c>, or of the main
    /// program. Cffi cannot check that it is one.
    /// </param>
    /// <param name="name">The name of the library in messages.</param>
    /// <param name="ownsHandle">
    /// Whether <see cref="CLibrary.Dispose"/> closes the handle, after the running calls have returned. If false, the handle is yours: it
    /// must stay open as long as the library is used, and you may close it after you have disposed the library and its calls have returned.
    /// </param>
    /// <returns>The library. Its use after disposal is refused, whoever owns the handle.</returns>
    /// <exception cref="CffiNullPointerException">The handle is null.</exception>
    public CLibrary Dlopen(nint handle, string name, bool ownsHandle = false)
    {
        CommonErrors.ThrowIfNull(name);
        return new CLibrary(this, new ExportedSymbols(LibraryHandle.Of(handle, name, ownsHandle)));
    }

    /// <summary>The type of a type name; the same type is always the same object.</summary>
    /// <exception cref="CDefinitionException">The text is not a type name.</exception>
    public CType TypeOf(string typeName) => NativeTypeOf(typeName).Type;

    /// <summary>The Ffi whose text declares an identifier: this one, or an included one.</summary>
    internal Ffi OwnerOf(Declaration declaration) =>
        included.FirstOrDefault(other => ReferenceEquals(other.Declarations.FindIdentifier(declaration.Name), declaration))?.OwnerOf(declaration) ?? this;

    internal NativeType NativeTypeOf(string typeName)
    {
        CommonErrors.ThrowIfNull(typeName);
        TypeTable table = types;
        int generation = Generation;
        if (table.Generation != generation)
        {
            // A thread that still reads with the old declarations writes to the old table.
            types = table = new TypeTable(generation);
        }

        if (table.Entries.TryGetValue(typeName, out NativeType? known))
        {
            return known;
        }

        var type = NativeType.Of(Parser.ParseType(typeName));

        // Bounded, because programs can generate texts at run time ("int[7]"). After it is cleared, each name is parsed once more.
        if (table.Entries.Count >= MostCachedTypes)
        {
            table.Entries.Clear();
        }

        table.Entries[typeName] = type;
        return type;
    }

    private CParser Parser => parser ?? Interlocked.CompareExchange(ref parser, new CParser(Target, Declarations), null) ?? parser;

    /// <summary>The types of the names that were looked up since the declarations changed.</summary>
    private sealed class TypeTable(int generation)
    {
        public int Generation { get; } = generation;

        public ConcurrentDictionary<string, NativeType> Entries { get; } = new();
    }
}
