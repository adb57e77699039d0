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

    /// <summary>One that C can call directly.</summary>
    /// <param name="place">The place of the function's pointers in the module's table.</param>
    /// <param name="entry">The address of a method that no exception leaves.</param>
    public CExtern(int place, nint entry)
    {
        this.place = place;
        this.entry = entry;
    }

    /// <summary>One whose arguments the run time receives.</summary>
    /// <param name="name">The function's name in C.</param>
    /// <param name="parameterCount">How many parameters it has.</param>
    /// <param name="body">What runs.</param>
    /// <param name="errorValue">What C gets where that throws; nothing stands for zero.</param>
    public CExtern(string name, int parameterCount, Action<CRuntimeArguments> body, CValue errorValue = default)
    {
        CommonErrors.ThrowIfNull(name);
        CommonErrors.ThrowIfNull(body);
        this.name = name;
        this.parameterCount = parameterCount;
        this.body = body;
        this.errorValue = errorValue;
    }

    /// <summary>Lets C's calls go to the method.</summary>
    /// <param name="table">The module's table of addresses.</param>
    /// <param name="library">The module at run time, which keeps what it is given.</param>
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
