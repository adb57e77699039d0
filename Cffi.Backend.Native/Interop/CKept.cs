using System.ComponentModel;
using Cffi.Backend.Native.Callbacks;

namespace Cffi.Interop;

/// <summary>The C# methods that C keeps until a function lets go of them (<c>[[cffi::keeps(function)]]</c>).</summary>
/// <remarks>For generated code; any thread.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class CKept
{
    private readonly Lock gate = new();
    private readonly Dictionary<nint, List<CEntry>> entries = [];
    private readonly string function;

    /// <summary>Keeps none yet.</summary>
    /// <param name="function">The C function that lets go.</param>
    public CKept(string function) => this.function = function;

    /// <summary>The function has been called: C does not call any more what was kept for an argument.</summary>
    /// <param name="key">The argument; 0 where it has none.</param>
    public void LetGo(nint key)
    {
        List<CEntry>? gone;
        lock (gate)
        {
            entries.Remove(key, out gone);
        }

        gone?.ForEach(entry => entry.Return(CallbackEnd.LetGo, function));
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
