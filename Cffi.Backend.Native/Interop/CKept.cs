using System.ComponentModel;
using Cffi.Backend.Native.Callbacks;

namespace Cffi.Interop;

/// <summary>The C# methods that C keeps until a function releases them (<c>[[cffi::keeps(function)]]</c>).</summary>
/// <remarks>For generated code; any thread.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class CKept
{
    private readonly Lock gate = new();
    private readonly Dictionary<nint, List<CEntry>> entries = [];
    private readonly string function;

    /// <summary>Makes an empty set.</summary>
    /// <param name="function">The C function that releases the methods.</param>
    public CKept(string function) => this.function = function;

    /// <summary>Called after the function: C no longer calls the methods that were kept for an argument.</summary>
    /// <param name="key">The argument; 0 if the function has none.</param>
    public void LetGo(nint key)
    {
        List<CEntry>? gone;
        lock (gate)
        {
            entries.Remove(key, out gone);
        }

        gone?.ForEach(entry => entry.Return(CallbackEnd.Released, function));
    }

    internal void Add(nint key, CEntry entry)
    {
        lock (gate)
        {
            if (!entries.TryGetValue(key, out List<CEntry>? those))
            {
                entries.Add(key, those = []);
            }

            those.Add(entry);
        }
    }
}
