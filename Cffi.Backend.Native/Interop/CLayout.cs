using System.ComponentModel;
using Cffi.Backend.Native;

namespace Cffi.Interop;

/// <summary>Compares the C# structs of generated bindings with C's layouts.</summary>
/// <remarks>For generated code.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class CLayout
{
    /// <summary>What differs; null where nothing does.</summary>
    /// <param name="size">The size that .NET gives the struct, in bytes.</param>
    /// <param name="expected">The size in C; -1 where the struct is not for this platform.</param>
    /// <param name="offsets">For each field its name, its offset in .NET and in C, in bytes.</param>
    public static string? Compare(long size, long expected, params ReadOnlySpan<(string Name, long Actual, long Expected)> offsets)
    {
        if (expected < 0)
        {
            return "its C layout is another one here";
        }

        if (size != expected)
        {
            return $"its size is {size} bytes, in C {expected}";
        }

        foreach ((string name, long actual, long wanted) in offsets)
        {
            if (actual != wanted)
            {
                return $"'{name}' is at {actual}, in C at {wanted}";
            }
        }

        return null;
    }

    /// <summary>Refuses a struct that differs.</summary>
    /// <param name="record">The record in C.</param>
    /// <param name="difference">What differs; null where nothing does.</param>
    /// <exception cref="CffiUnsupportedException">Something differs.</exception>
    public static void Check(string record, string? difference)
    {
        if (difference is not null)
        {
            throw InteropErrors.Layout(record, difference);
        }
    }

    /// <summary>The address that a pointer holds.</summary>
    public static nint AddressOf(CData pointer)
    {
        UsageErrors.ThrowIfNull(pointer);
        return pointer.Address;
    }

    /// <summary>Refuses spans of different lengths where C has one length for them.</summary>
    /// <exception cref="CffiIndexException">They differ.</exception>
    public static void CheckLengths(long length, long other)
    {
        if (length != other)
        {
            throw InteropErrors.Lengths(length, other);
        }
    }
}
