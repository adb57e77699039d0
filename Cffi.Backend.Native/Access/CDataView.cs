using System.Diagnostics;
using Cffi.Backend.Native.Conversion;
using Cffi.Backend.Native.Values;

namespace Cffi.Backend.Native.Access;

/// <summary>What a debugger shows of a <see cref="CData"/>: the type, and the members or the first elements.</summary>
/// <remarks>
/// A debugger reads what the program does not, so only memory that Cffi owns has parts: a pointer of C, or a view through one, may be dangling.
/// </remarks>
internal sealed class CDataView(CData data)
{
    private const int MostElements = 100;

    public CType? Type { get; } = data.HasDeferredValue ? null : data.Type;

    public string Value { get; } = CDataText.Describe(data);

    public Part[] Parts { get; } = PartsOf(data);

    private static Part[] PartsOf(CData data)
    {
        if (data.HasDeferredValue || data.Owner is not { IsDisposed: false, Size: < long.MaxValue })
        {
            return [];
        }

        try
        {
            return data.NativeType.Representation switch
            {
                Representation.Record => [.. ((CRecordType)data.Type.Unqualified).Members.Where(static member => member.Name is not null).Select(member => new Part(member.Name!, data[member.Name!]))],
                Representation.Array => [.. Enumerable.Range(0, (int)Math.Clamp(data.NativeType.ArrayLength, 0, MostElements)).Select(i => new Part(FormattableString.Invariant($"[{i}]"), data[i]))],
                _ => [],
            };
        }
        catch (Exception reason) when (reason is ICffiException)
        {
            // A record without a layout, or memory that another thread frees.
            return [];
        }
    }

    /// <summary>A member or an element.</summary>
    [DebuggerDisplay("{Data}", Name = "{Name,nq}")]
    internal sealed class Part(string name, CData data)
    {
        [DebuggerBrowsable(DebuggerBrowsableState.Never)]
        public string Name => name;

        [DebuggerBrowsable(DebuggerBrowsableState.RootHidden)]
        public CData Data => data;
    }
}
