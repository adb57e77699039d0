using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Cffi.Backend.Native;
using Cffi.Backend.Native.Calls;
using Cffi.Backend.Native.Loading;
using Cffi.Backend.Native.Memory;
using Cffi.Backend.Native.Values;

namespace Cffi;

/// <summary>A loaded library, with the declarations of an <see cref="Ffi"/>.</summary>
/// <remarks>
/// Symbols are looked up at their first use. Any thread may use the library. <see cref="Dispose"/> closes it. Functions and
/// variables of a closed library throw when you use them, but Cffi cannot control pointers that C code holds. Calls that
/// are running on any thread continue, and the library is unloaded when the last of them returns. Threads
/// that the library itself created must end before you close it, as in C.
/// </remarks>
[DebuggerTypeProxy(typeof(CLibraryView))]
public sealed partial class CLibrary : IDisposable
{
    private readonly Ffi ffi;
    private readonly LibraryHandle handle;
    private readonly ILibrarySymbols symbols;
    private FunctionTable functions;

    internal CLibrary(Ffi ffi, ILibrarySymbols symbols)
    {
        this.ffi = ffi;
        this.symbols = symbols;
        handle = symbols.Handle;
        functions = new FunctionTable(ffi.Generation);
    }

    /// <summary>The declarations of the library.</summary>
    public Ffi Ffi => ffi;

    /// <summary>The name with which it was opened; <c>&lt;process&gt;</c> for the process itself.</summary>
    public string Name => handle.LibraryName;

    /// <summary>The path or name that the loader opened; null for the process itself and for a handle that was open already.</summary>
    public string? Path => handle.Path;

    /// <summary>The names of all declared functions, variables and constants.</summary>
    public IReadOnlyList<string> Names =>
        [.. ffi.Declarations.All.Where(static d => d is FunctionDeclaration or VariableDeclaration or ConstantDeclaration).Select(static d => d.Name)];

    /// <summary>Sets the function that says where libraries are, for the whole process.</summary>
    /// <param name="resolver">
    /// It is asked for each library that is opened by its name, by <see cref="Ffi.Dlopen(string?, DlopenFlags)"/> or by typed bindings, and
    /// for the modules of typed bindings. If it returns null, the usual search follows. If it gives a library that cannot be loaded, opening
    /// fails. If it throws, opening fails with its exception as the inner one, and the next use asks again.
    /// </param>
    /// <remarks>
    /// Any thread may call it, and any thread may open a library, so the function must be safe to run on several threads at once. Typed
    /// bindings hold a lock while it runs: it must not wait for a thread that uses the same bindings. Libraries that it opens itself,
    /// by <see cref="Ffi.Dlopen(string?, DlopenFlags)"/>, are found by the usual search. Paths for <see cref="Ffi.LoadModule"/> and
    /// modules of <see cref="Ffi.Compile()"/> are not asked for.
    /// </remarks>
    /// <exception cref="CffiUnsupportedException">A resolver is set already, or a library was already opened by its name.</exception>
    public static void SetResolver(Func<LibraryRequest, LibraryLocation?> resolver)
    {
        CommonErrors.ThrowIfNull(resolver);
        LibraryResolution.OfProcess.Set(resolver);
    }

    /// <summary>A declared function.</summary>
    /// <exception cref="CffiNameException">No function with that name is declared.</exception>
    /// <exception cref="LibraryLoadException">The library does not have the symbol.</exception>
    /// <exception cref="CffiDisposedException">The library is closed.</exception>
    /// <exception cref="CffiUnsupportedException">Cffi cannot call a function of this type on this platform.</exception>
    public CFunction this[string name]
    {
        get
        {
            CommonErrors.ThrowIfNull(name);
            handle.ThrowIfDisposed();
            FunctionTable table = functions;
            int generation = ffi.Generation;
            if (table.Generation != generation)
            {
                // The name may have been redeclared. A thread that still looks up a name writes to the old table.
                functions = table = new FunctionTable(generation);
            }

            return table.Entries.TryGetValue(name, out CFunction? known) ? known : table.Entries.GetOrAdd(name, Resolve(name));
        }
    }

    /// <summary>A declared function; the same as the indexer.</summary>
    /// <inheritdoc cref="this[string]"/>
    public CFunction GetFunction(string name) => this[name];

    /// <summary>A function, if the declarations and the library have it. Use it for functions that only some versions of a library have.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="function">The function; null if there is none.</param>
    /// <returns>Whether the name is declared as a function and the library has the symbol.</returns>
    /// <exception cref="CffiDisposedException">The library is closed.</exception>
    /// <exception cref="CffiUnsupportedException">Cffi cannot call a function of this type on this platform.</exception>
    public bool TryGetFunction(string name, [NotNullWhen(true)] out CFunction? function)
    {
        CommonErrors.ThrowIfNull(name);
        handle.ThrowIfDisposed();
        function = null;
        if (ffi.Declarations.FindIdentifier(name) is not FunctionDeclaration)
        {
            return false;
        }

        try
        {
            function = this[name];
            return true;
        }
        catch (LibraryLoadException missing) when (missing.Id == LoadErrors.NoSymbolId)
        {
            return false;
        }
    }

    /// <summary>Calls a function by name.</summary>
    /// <inheritdoc cref="CFunction.Invoke(ReadOnlySpan{CValue})"/>
    public CValue Call(string name, params ReadOnlySpan<CValue> arguments) => this[name].Invoke(arguments);

    /// <summary>Calls a function by name with a null pointer as its one argument.</summary>
    /// <inheritdoc cref="CFunction.Invoke(ReadOnlySpan{CValue})"/>
    [OverloadResolutionPriority(1)]
    public CValue Call(string name, CNull? argument) => this[name].Invoke(argument);

    /// <summary>Calls a function by name and converts the result.</summary>
    /// <inheritdoc cref="CFunction.Invoke{T}(ReadOnlySpan{CValue})"/>
    public T Call<T>(string name, params ReadOnlySpan<CValue> arguments) => this[name].Invoke<T>(arguments);

    /// <summary>Calls a function by name with a null pointer as its one argument, and converts the result.</summary>
    /// <inheritdoc cref="CFunction.Invoke{T}(ReadOnlySpan{CValue})"/>
    [OverloadResolutionPriority(1)]
    public T Call<T>(string name, CNull? argument) => this[name].Invoke<T>(argument);

    /// <summary>A declared global variable, read and written in place.</summary>
    /// <remarks>
    /// The value of a scalar is read at each use; <see cref="CData.Assign"/> writes it. Its address is also looked up at each use,
    /// for the calling thread, if it is declared <c>_Thread_local</c> (C11 6.7.1p4) and, in API mode, if the
    /// compiler says so: for thread-local variables without that specifier, and for macros that denote an object. Arrays and records are
    /// views of their current address. <c>errno</c> is <see cref="Ffi.Errno"/>, in both modes.
    /// </remarks>
    /// <exception cref="CffiNameException">No variable with that name is declared.</exception>
    /// <exception cref="LibraryLoadException">The library does not have the symbol.</exception>
    /// <exception cref="CffiUnsupportedException">The variable is thread-local, and the platform's loader does not give its address: in ABI mode on systems other than Linux.</exception>
    public CData GetVariable(string name)
    {
        CommonErrors.ThrowIfNull(name);
        VariableDeclaration variable = Declared<VariableDeclaration>(name, "variable");
        var type = NativeType.Of(variable.Type);
        LibraryHandle owner = symbols.HandleOf(variable);
        nint locator = symbols.FindLocator(variable);
        nint address = locator != 0 ? LocatedVariable.Locate(locator, owner) : symbols.Find(variable);
        return address == 0 ? throw new CffiNullPointerException("CFFI7051", $"variable '{name}' is at a null address in library '{Name}'")
            : locator != 0 ? CData.OfLocated(type, locator, address, owner)
            : variable.IsThreadLocal ? CData.OfLocated(type, 0, address, owner.OfThread(variable.SymbolName ?? name))
            : CData.OfVariable(type, address, owner);
    }

    /// <summary>A declared constant.</summary>
    /// <inheritdoc cref="Ffi.GetConstant"/>
    public CValue GetConstant(string name) => ffi.GetConstant(name);

    /// <summary>The address of a declared function or variable.</summary>
    /// <exception cref="CffiNameException">Neither a function nor a variable with that name is declared.</exception>
    /// <exception cref="LibraryLoadException">The library does not have the symbol.</exception>
    public nint GetAddress(string name)
    {
        CommonErrors.ThrowIfNull(name);
        return ffi.Declarations.FindIdentifier(name) switch
        {
            FunctionDeclaration function => symbols.Find(function),
            VariableDeclaration variable => symbols.Find(variable),
            _ => throw CommonErrors.Undeclared(name, "function or variable", Names),
        };
    }

    /// <summary>Closes the library. You can call it more than once.</summary>
    /// <remarks>It does not wait, and you can call it in a callback: the library stays loaded until the running calls return.</remarks>
    public void Dispose() => handle.Dispose();

    /// <summary>The library's name.</summary>
    public override string ToString() => $"<library '{Name}'>";

    internal int Generation => ffi.Generation;

    internal bool IsDisposed => handle.IsDisposed;

    private CFunction Resolve(string name)
    {
        FunctionDeclaration function = Declared<FunctionDeclaration>(name, "function");
        LibraryHandle owner = symbols.HandleOf(function);
        nint address = symbols.Find(function);
        nint stub = symbols.FindBlockStub(function);
        return stub != 0 && !CallSignature.CanPlan(function.Type)
            ? new CFunction(name, function.Type, address, stub, owner)
            : new CFunction(name, function.Type, address, owner);
    }

    private T Declared<T>(string name, string kind)
        where T : Declaration => ffi.Declarations.FindIdentifier(name) switch
        {
            T found => found,
            FunctionDeclaration => throw UsageErrors.WrongKindOfName(name, "a function", "call it"),
            VariableDeclaration => throw UsageErrors.WrongKindOfName(name, "a variable", "use GetVariable"),
            ConstantDeclaration => throw UsageErrors.WrongKindOfName(name, "a constant", "use GetConstant"),
            TypedefDeclaration => throw UsageErrors.WrongKindOfName(name, "a type", "use TypeOf"),
            _ => throw CommonErrors.Undeclared(name, kind, ffi.Declarations.All.OfType<T>().Select(static d => d.Name)),
        };

    /// <summary>The functions that were found since the last declaration.</summary>
    private sealed class FunctionTable(int generation)
    {
        public int Generation { get; } = generation;

        public ConcurrentDictionary<string, CFunction> Entries { get; } = new();
    }
}
