using System.ComponentModel;
using Cffi.Backend.Native.Callbacks;

namespace Cffi.Interop;

/// <summary>A C# method that C may call for as long as one call.</summary>
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

    /// <summary>What C calls; 0 for no method.</summary>
    public nint Address => entry?.Address ?? 0;

    /// <summary>C keeps the method, and nothing lets go of it.</summary>
    public void Keep() => entry?.Keep();

    /// <summary>C keeps the method until another function lets go of it.</summary>
    /// <param name="kept">What the function lets go of.</param>
    /// <param name="key">The argument that says of which.</param>
    public void KeepUntil(CKept kept, nint key)
    {
        CommonErrors.ThrowIfNull(kept);
        if (entry is not null)
        {
            entry.Keep();
            kept.Add(key, entry);
        }
    }

    /// <summary>The call is over.</summary>
    public void Dispose()
    {
        if (entry?.EndsWithCall(start) == true)
        {
            entry.Return(CallbackEnd.CallReturned, function);
        }
    }
}
