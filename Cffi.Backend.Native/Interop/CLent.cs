using System.ComponentModel;
using Cffi.Backend.Native.Callbacks;

namespace Cffi.Interop;

/// <summary>A C# method that C may call during one call.</summary>
/// <remarks>For generated code.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct CLent : IDisposable
{
    private readonly CEntry? entry;
    private readonly string? function;
    private readonly int start;

    /// <summary>Lends an entry.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="function">The C function that is called.</param>
    public CLent(CEntry entry, string function)
    {
        CommonErrors.ThrowIfNull(entry);
        this.entry = entry;
        this.function = function;
        start = entry.Starts;
    }

    /// <summary>The address that C calls; 0 for no method.</summary>
    public nint Address => entry?.Address ?? 0;

    /// <summary>C keeps the method for ever.</summary>
    public void Keep() => entry?.Keep();

    /// <summary>C keeps the method until another function releases it.</summary>
    /// <param name="kept">The set of methods that the function releases.</param>
    /// <param name="key">The argument that selects the method to release.</param>
    public void KeepUntil(CKept kept, nint key)
    {
        CommonErrors.ThrowIfNull(kept);
        if (entry is not null)
        {
            entry.Keep();
            kept.Add(key, entry);
        }
    }

    /// <summary>Ends the call.</summary>
    public void Dispose()
    {
        if (entry?.EndsWithCall(start) == true)
        {
            entry.Return(CallbackEnd.CallReturned, function);
        }
    }
}
