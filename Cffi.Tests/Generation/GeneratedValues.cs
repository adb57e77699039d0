using System.Reflection;
using System.Runtime.CompilerServices;
using Cffi.Backend.Native.Conversion;
using Cffi.Backend.Native.Memory;
using Cffi.Backend.Native.Values;

namespace Cffi.Tests.Generation;

/// <summary>Converts C's bytes to values of the C# types that generated methods have, and back.</summary>
internal static unsafe class GeneratedValues
{
    private static readonly MethodInfo ReadMethod = typeof(GeneratedValues).GetMethod(nameof(ReadStruct), BindingFlags.NonPublic | BindingFlags.Static)!;
    private static readonly MethodInfo WriteMethod = typeof(GeneratedValues).GetMethod(nameof(WriteStruct), BindingFlags.NonPublic | BindingFlags.Static)!;

    /// <summary>A value of a C# type from the bytes of a C type.</summary>
    public static object Read(CType type, Type wanted, byte[] bytes)
    {
        if (wanted == typeof(CValue))
        {
            NativeBlock block = NativeBlock.Allocate(Math.Max(bytes.Length, 1), LayoutEngine.Of(type, Target.Current).Alignment);
            bytes.CopyTo(new Span<byte>((void*)block.Address, bytes.Length));
            return (CValue)CData.OfOwned(NativeType.Of(type.PointerTo()), block)[0];
        }

        if (wanted.IsEnum || wanted.IsPrimitive)
        {
            return Number(wanted, bytes, type);
        }

        fixed (byte* memory = bytes)
        {
            return ReadMethod.MakeGenericMethod(wanted).Invoke(null, [(nint)memory, bytes.Length])!;
        }
    }

    /// <summary>The bytes of a C type from a value of a C# type.</summary>
    public static byte[] Write(CType type, object? value, int size)
    {
        var bytes = new byte[size];
        if (size == 0)
        {
            return bytes;
        }

        fixed (byte* memory = bytes)
        {
            switch (value)
            {
                case CValue any:
                    Initializer.Assign(NativeType.Of(type), any, memory);
                    break;
                case Enum number:
                    return Write(type, Convert.ChangeType(number, number.GetTypeCode(), null), size);
                case bool truth:
                    *memory = truth ? (byte)1 : (byte)0;
                    break;
                case { } one when one.GetType().IsPrimitive && sizeof(long) >= size && one is not (float or double):
                    long bits = one is char unit ? unit : one is ulong or nuint ? unchecked((long)Convert.ToUInt64(one is nuint word ? (ulong)word : one, null)) : Convert.ToInt64(one is nint address ? (long)address : one, null);
                    BitConverter.GetBytes(bits).AsSpan(0, size).CopyTo(bytes);
                    break;
                default:
                    WriteMethod.MakeGenericMethod(value!.GetType()).Invoke(null, [value, (nint)memory, size]);
                    break;
            }
        }

        return bytes;
    }

    private static object Number(Type wanted, byte[] bytes, CType type)
    {
        if (wanted == typeof(float))
        {
            return BitConverter.ToSingle(bytes);
        }

        if (wanted == typeof(double))
        {
            return BitConverter.ToDouble(bytes);
        }

        CPrimitiveType number = type.Unqualified is CEnumType @enum ? EnumLayout.UnderlyingType(@enum, Target.Current) : type.Unqualified as CPrimitiveType ?? CPrimitiveType.Of(CPrimitiveKind.UIntPtr);
        bool isNegative = PrimitiveLayout.IsSigned(number, Target.Current) && bytes[^1] >= 0x80;
        byte[] wide = [.. bytes, .. Enumerable.Repeat((byte)(isNegative ? 0xFF : 0), sizeof(long) - bytes.Length)];
        long bits = BitConverter.ToInt64(wide);
        return Number(wanted, bits);
    }

    /// <summary>The number with these bits.</summary>
    public static object Number(Type wanted, long bits)
    {
        unchecked
        {
            return wanted.IsEnum ? Enum.ToObject(wanted, bits) : wanted.Name switch
            {
                nameof(Boolean) => (object)(bits != 0),
                nameof(Char) => (char)bits,
                nameof(IntPtr) => (nint)bits,
                nameof(UIntPtr) => (nuint)bits,
                nameof(UInt64) => (ulong)bits,
                nameof(UInt32) => (uint)bits,
                nameof(Int32) => (int)bits,
                nameof(UInt16) => (ushort)bits,
                nameof(Int16) => (short)bits,
                nameof(Byte) => (byte)bits,
                nameof(SByte) => (sbyte)bits,
                _ => bits,
            };
        }
    }

    private static T ReadStruct<T>(nint memory, int size)
        where T : unmanaged => size == 0 ? default : sizeof(T) == size ? Unsafe.ReadUnaligned<T>((void*)memory) : throw new InvalidOperationException($"{typeof(T).Name} has {sizeof(T)} bytes, in C {size}");

    private static void WriteStruct<T>(T value, nint memory, int size)
        where T : unmanaged
    {
        if (sizeof(T) != size)
        {
            throw new InvalidOperationException($"{typeof(T).Name} has {sizeof(T)} bytes, in C {size}");
        }

        Unsafe.WriteUnaligned((void*)memory, value);
    }
}
