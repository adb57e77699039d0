using System.Numerics;
using System.Reflection;
using System.Runtime.CompilerServices;
using Cffi.Interop;
using Cffi.Tests.Layout;

namespace Cffi.Tests.Generation;

/// <summary>Compares one generated struct with the compiler's layout of its record.</summary>
internal static unsafe class GeneratedRecord
{
    /// <summary>The first difference, or null.</summary>
    public static string? Compare(GeneratedAssembly bindings, CRecordType record, LayoutFacts theirs, out int bitFields)
    {
        bitFields = 0;
        if (theirs.Size == 0)
        {
            return null;
        }

        Type? type = bindings.Assembly.GetType("Lib+" + record.Tag);
        if (type is null)
        {
            return "no struct of that name";
        }

        int size = ManagedSize(type);
        if (Activator.CreateInstance(type) is ICPortableRecord portable)
        {
            size = portable.NativeSize;
        }

        if (size != theirs.Size)
        {
            return $"size {size}, gcc has {theirs.Size}";
        }

        if (bindings.DifferenceOf(record.Tag!) is { } difference)
        {
            return difference;
        }

        foreach (CMember member in NamedBitFields(record))
        {
            bitFields++;
            if (member.BitWidth > 64 && type.IsAssignableTo(typeof(ICPortableRecord)))
            {
                continue;
            }

            if (type.GetProperty(member.Name!) is not { } property)
            {
                return $"no property '{member.Name}'";
            }

            (long bit, int width) = theirs.Members[member.Name!];
            if (SetAll(type, property) is var (first, ones) && (first != bit || ones != width))
            {
                return $"'{member.Name}' has {ones} bits from {first}, gcc has {width} from {bit}";
            }
        }

        return null;
    }

    private static int ManagedSize(Type type) => (int)typeof(Unsafe).GetMethod(nameof(Unsafe.SizeOf))!.MakeGenericMethod(type).Invoke(null, null)!;

    private static IEnumerable<CMember> NamedBitFields(CRecordType record) => record.Members.SelectMany(static member =>
        member.IsAnonymousRecord && member.Type.Unqualified is CRecordType inner ? NamedBitFields(inner) : member is { Name: not null, BitWidth: > 0 } ? [member] : []);

    // The bits that change if the property gets its largest value, or, if the property is signed, -1.
    private static (long First, int Count) SetAll(Type type, PropertyInfo property)
    {
        object boxed = Activator.CreateInstance(type)!;
        object ones = Ones(property.PropertyType);
        try
        {
            property.SetValue(boxed, ones);
        }
        catch (TargetInvocationException failure) when (failure.InnerException is CffiRangeException range)
        {
            property.SetValue(boxed, Number(property.PropertyType, BigInteger.Parse(range.Message.Split(' ')[^1], null)));
        }

        byte[] bytes = GeneratedValues.Write(CPrimitiveType.Of(CPrimitiveKind.UChar), boxed, ManagedSize(type));
        var bits = new BigInteger(bytes, isUnsigned: true);
        long first = bits.IsZero ? -1 : (long)BigInteger.TrailingZeroCount(bits);
        long length = bits.IsZero ? 0 : bits.GetBitLength();
        return (first, (int)(length - first));
    }

    // -1 for a signed type, because all its bits are 1; otherwise the largest value.
    private static object Ones(Type type)
    {
        Type number = type.IsEnum ? Enum.GetUnderlyingType(type) : type;
        bool isSigned = number == typeof(sbyte) || number == typeof(short) || number == typeof(int) || number == typeof(long) || number == typeof(nint) || number == typeof(Int128);
        return Number(type, isSigned ? -1 : number == typeof(bool) ? 1 : number == typeof(byte) ? byte.MaxValue : number == typeof(ushort) || number == typeof(char) ? ushort.MaxValue : number == typeof(uint) ? uint.MaxValue : number == typeof(UInt128) ? (BigInteger)UInt128.MaxValue : ulong.MaxValue);
    }

    private static object Number(Type type, BigInteger value)
    {
        if (type == typeof(UInt128))
        {
            return (UInt128)value;
        }

        if (type == typeof(Int128))
        {
            return (Int128)value;
        }

        return GeneratedValues.Number(type, unchecked((long)(ulong)(value & ulong.MaxValue)));
    }
}
