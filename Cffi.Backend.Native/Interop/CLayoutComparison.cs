using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Cffi.Interop;

/// <summary>Finds the first difference between a generated struct and C's layout.</summary>
/// <remarks>
/// For generated code. Expected numbers are bytes: one that is right on every platform, or one for each in the order of
/// <see cref="Target.All"/>, -1 where the struct is not meant for it.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed unsafe class CLayoutComparison
{
    private const string OtherLayout = "its C layout is different on this platform";
    private byte* memory;

    private CLayoutComparison()
    {
    }

    /// <summary>The record in C.</summary>
    internal string Record { get; private set; } = "";

    /// <summary>What differs; null where nothing does.</summary>
    internal string? Difference { get; private set; }

    /// <summary>Begins the comparison.</summary>
    /// <param name="record">The record in C.</param>
    /// <param name="size">The size that .NET gives the struct, in bytes.</param>
    /// <param name="expected">The size in C.</param>
    /// <returns>
    /// Where the struct may be taken to be until the comparison is over. Only the distances of its fields are looked at:
    /// it may be too large for the stack.
    /// </returns>
    public void* Begin(string record, long size, params ReadOnlySpan<long> expected)
    {
        Record = record;
        long wanted = On(expected);
        if (wanted < 0)
        {
            Difference = OtherLayout;
        }
        else if (size != wanted)
        {
            Difference = $"its size is {size} bytes, in C {wanted}";
        }

        memory = (byte*)NativeMemory.Alloc((nuint)size);
        return memory;
    }

    /// <summary>Compares where a field is.</summary>
    /// <param name="name">The member in C.</param>
    /// <param name="address">The address of the field in the struct at <see cref="Begin"/>.</param>
    /// <param name="expected">The offset in C.</param>
    public void Member(string name, void* address, params ReadOnlySpan<long> expected)
    {
        long offset = (byte*)address - memory;
        if (Difference is null && offset != On(expected))
        {
            Difference = $"'{name}' is at {offset}, in C at {On(expected)}";
        }
    }

    /// <summary>Compares a struct whose members are looked up where the platform has them.</summary>
    /// <param name="record">The record in C.</param>
    /// <param name="targets">The platforms that the members are known of, by <see cref="CTarget.Index"/>.</param>
    public void Only(string record, params ReadOnlySpan<int> targets)
    {
        Record = record;
        Difference = CTarget.IsAmong(targets) ? null : OtherLayout;
    }

    /// <summary>The comparison of a struct.</summary>
    internal static CLayoutComparison Of<T>()
        where T : ICRecord
    {
        var comparison = new CLayoutComparison();
        try
        {
            T.Compare(comparison);
        }
        finally
        {
            NativeMemory.Free(comparison.memory);
            comparison.memory = null;
        }

        return comparison;
    }

    private static long On(ReadOnlySpan<long> expected) => expected.Length == 1 ? expected[0] : expected[CTarget.Index];
}
