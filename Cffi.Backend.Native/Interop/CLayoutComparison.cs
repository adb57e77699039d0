using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Cffi.Interop;

/// <summary>Finds the first difference between a generated struct and C's layout.</summary>
/// <remarks>
/// For generated code. Expected numbers are in bytes: one for all platforms, or one for each in the order of
/// <see cref="Target.All"/>, -1 or none at the end if the struct is not for that platform.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed unsafe class CLayoutComparison
{
    private const string OtherLayout = "its C layout is different on this platform";
    private byte* memory;

    private CLayoutComparison()
    {
    }

    /// <summary>The name of the C record.</summary>
    internal string Record { get; private set; } = "";

    /// <summary>The first difference; null if there is none.</summary>
    internal string? Difference { get; private set; }

    /// <summary>Begins the comparison.</summary>
    /// <param name="record">The record in C.</param>
    /// <param name="size">The size that .NET gives the struct, in bytes.</param>
    /// <param name="expected">The size in C.</param>
    /// <returns>
    /// The assumed address of the struct until the end of the comparison. Only the distances of its fields matter, because
    /// the struct can be too large for the stack.
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

    /// <summary>Compares the offset of a field.</summary>
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

    /// <summary>Compares a struct whose properties compute the offsets of members.</summary>
    /// <param name="record">The record in C.</param>
    /// <param name="targets">The platforms on which the members are known, by <see cref="CTarget.Index"/>.</param>
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

    private static long On(ReadOnlySpan<long> expected) => expected.Length == 1 ? expected[0] : CTarget.Index < expected.Length ? expected[CTarget.Index] : -1;
}
