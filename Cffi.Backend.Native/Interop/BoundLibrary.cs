using System.ComponentModel;
using System.Diagnostics;
using System.Reflection;
using System.Runtime.CompilerServices;
using Cffi.Backend.Native;
using Cffi.Backend.Native.Callbacks;

namespace Cffi.Interop;

/// <summary>The library of generated bindings. It is opened at the first use of a symbol, and never closed.</summary>
/// <remarks>For generated code. Any thread may use it.</remarks>
[DebuggerDisplay("{source,nq}")]
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class BoundLibrary
{
    private readonly BoundSource source;
    private readonly int version;
    private readonly int[]? targets;

    /// <summary>Names a library, without opening it.</summary>
    /// <param name="version">The version of the generated code.</param>
    /// <param name="name">The name, as for <see cref="Ffi.Dlopen(string?, DlopenFlags)"/>; null for the process itself.</param>
    /// <param name="text">The C declarations, if some functions need the run time.</param>
    /// <param name="options">The options for the text; null for the defaults.</param>
    /// <param name="targets">The platforms of the declarations, by <see cref="CTarget.Index"/>; null for all.</param>
    public BoundLibrary(int version, string? name, string? text = null, CdefOptions? options = null, int[]? targets = null)
        : this(version, new BoundExports(name, text, options), targets)
    {
    }

    private BoundLibrary(int version, BoundSource source, int[]? targets)
    {
        this.source = source;
        this.version = version;
        this.targets = targets;
    }

    /// <summary>Names a module that was compiled with the bindings, without opening it.</summary>
    /// <param name="version">The version of the generated code.</param>
    /// <param name="assembly">The assembly of the bindings. The module is beside it, or in the folder for native libraries of packages.</param>
    /// <param name="name">The module's name.</param>
    /// <param name="tableSymbol">The exported symbol of the table of addresses.</param>
    /// <param name="functions">The indexes of functions in the table.</param>
    /// <param name="variables">The indexes of functions that return the address of a variable.</param>
    /// <param name="targets">The platforms for which it was compiled, by <see cref="CTarget.Index"/>; null for all.</param>
    /// <param name="externs">The functions that C# implements.</param>
    public static BoundLibrary OfModule(
        int version, Assembly assembly, string name, string tableSymbol, Dictionary<string, int> functions, Dictionary<string, int> variables, int[]? targets = null, params CExtern[] externs) =>
        new(version, new BoundTable(assembly, name, tableSymbol, functions, variables, externs), targets);

    /// <summary>The address of a symbol; 0 if the library or the symbol is missing, which <see cref="Require"/> explains.</summary>
    public nint Find(string symbol) => FoundOrZero(Require, symbol);

    /// <summary>The address of a symbol.</summary>
    /// <exception cref="LibraryLoadException">The library cannot be loaded, or does not have the symbol.</exception>
    /// <exception cref="CffiUnsupportedException">The declarations are not for this platform.</exception>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public nint Require(string symbol)
    {
        CheckTarget(symbol);
        return source.Find(symbol);
    }

    /// <summary>The function that returns the address of a variable for the calling thread; 0 if the library or the variable is missing, which <see cref="RequireLocator"/> explains.</summary>
    public nint FindLocator(string variable) => FoundOrZero(RequireLocator, variable);

    /// <summary>The function that returns the address of a variable for the calling thread, a <c>void *(void)</c>.</summary>
    /// <exception cref="LibraryLoadException">The library cannot be loaded, or does not have the variable.</exception>
    /// <exception cref="CffiUnsupportedException">The declarations are not for this platform.</exception>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public nint RequireLocator(string variable)
    {
        CheckTarget(variable);
        return source.FindLocator(variable);
    }

    /// <summary>A function whose calls the run time makes.</summary>
    /// <exception cref="LibraryLoadException">The library cannot be loaded, or does not have the symbol.</exception>
    /// <exception cref="CffiUnsupportedException">The declarations are not for this platform.</exception>
    public CFunction Function(string function)
    {
        CheckTarget(function);
        return source.Library[function];
    }

    /// <summary>Lets C call a method whose arguments the run time receives, until the entry is returned.</summary>
    /// <param name="typeName">The type of the function pointer in C.</param>
    /// <param name="parameterCount">The number of its parameters.</param>
    /// <param name="body">The body that runs.</param>
    /// <param name="answerError">Sets what C gets where that throws; null for zero.</param>
    /// <exception cref="CffiUnsupportedException">The run time cannot receive the type, or no entry point is free.</exception>
    internal CEntry Start(string typeName, int parameterCount, Action<CRuntimeArguments> body, Action<CRuntimeArguments>? answerError)
    {
        RuntimeCallbackBody? runner = null;
        CData callback = CallbackFactory.Create(source.Declarations, typeName, signature => runner = new RuntimeCallbackBody(signature, body, answerError), parameterCount, null);
        var owner = (CallbackOwner)callback.Owner!;
        owner.Keep();
        var entry = new RuntimeEntry(owner);
        runner!.CommonPolicy = () => ((IHasCallbackPolicy)entry).Policy;
        return entry;
    }

    private static nint FoundOrZero(Func<string, nint> require, string name)
    {
        try
        {
            return require(name);
        }
        catch (Exception reason) when (reason is LibraryLoadException or CffiUnsupportedException)
        {
            // The use that needs the symbol throws the exception again, because a type initializer must not fail.
            return 0;
        }
    }

    private void CheckTarget(string symbol)
    {
        InteropErrors.ThrowIfOtherVersion(version, CTarget.Index);
        if (targets is not null && !CTarget.IsAmong(targets))
        {
            throw source is BoundTable ? InteropErrors.NotCompiledHere(symbol, targets) : CTarget.Unsupported(symbol);
        }
    }
}
