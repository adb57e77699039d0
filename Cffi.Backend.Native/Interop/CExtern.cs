using System.ComponentModel;
using Cffi.Backend.Native;
using Cffi.Backend.Native.Modules;

namespace Cffi.Interop;

/// <summary>A function that C# implements for the C code of a module (<c>extern "C#"</c>).</summary>
/// <remarks>For generated code.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class CExtern
{
    private readonly int place;
    private readonly nint entry;
    private readonly string? name;
    private readonly int parameterCount;
    private readonly Action<CRuntimeArguments>? body;
    private readonly CValue errorValue;

    /// <summary>Makes a function that C can call directly.</summary>
    /// <param name="place">The index of the function's pointers in the module's table.</param>
    /// <param name="entry">The address of a method that never throws.</param>
    public CExtern(int place, nint entry)
    {
        this.place = place;
        this.entry = entry;
    }

    /// <summary>Makes a function whose arguments the run time receives.</summary>
    /// <param name="name">The function's name in C.</param>
    /// <param name="parameterCount">The number of its parameters.</param>
    /// <param name="body">The body that runs.</param>
    /// <param name="errorValue">The value for C if the body throws; zero by default.</param>
    public CExtern(string name, int parameterCount, Action<CRuntimeArguments> body, CValue errorValue = default)
    {
        CommonErrors.ThrowIfNull(name);
        CommonErrors.ThrowIfNull(body);
        this.name = name;
        this.parameterCount = parameterCount;
        this.body = body;
        this.errorValue = errorValue;
    }

    /// <summary>Connects C's calls with the method.</summary>
    /// <param name="table">The module's table of addresses.</param>
    /// <param name="library">The module at run time, which keeps the callback alive.</param>
    internal void Connect(ModuleTable table, Lazy<CLibrary> library)
    {
        if (body is null)
        {
            table.Implement(place, entry, usesBlock: false);
            return;
        }

        Action<CRuntimeArguments> run = body;
        CallbackFactory.DefineExtern(
            library.Value.Ffi, name!, parameterCount, signature => new RuntimeCallbackBody(signature, run), new CallbackOptions { ErrorValue = errorValue });
    }
}
