using System.Numerics;

namespace Cffi.Backend.Native.Conversion;

/// <summary>Converts C data to a type known at run time only.</summary>
internal static class RuntimeConversion
{
    public static object? Convert(CData data, Type wanted) => wanted switch
    {
        _ when wanted == typeof(CData) => data,
        _ when wanted == typeof(CValue) => data.As<CValue>(),
        _ when wanted == typeof(object) => data.As<object>(),
        _ when wanted == typeof(CVaList) => data.As<CVaList>(),
        _ when wanted == typeof(string) => data.As<string>(),
        _ when wanted == typeof(bool) => data.As<bool>(),
        _ when wanted == typeof(char) => data.As<char>(),
        _ when wanted == typeof(sbyte) => data.As<sbyte>(),
        _ when wanted == typeof(byte) => data.As<byte>(),
        _ when wanted == typeof(short) => data.As<short>(),
        _ when wanted == typeof(ushort) => data.As<ushort>(),
        _ when wanted == typeof(int) => data.As<int>(),
        _ when wanted == typeof(uint) => data.As<uint>(),
        _ when wanted == typeof(long) => data.As<long>(),
        _ when wanted == typeof(ulong) => data.As<ulong>(),
        _ when wanted == typeof(nint) => data.As<nint>(),
        _ when wanted == typeof(nuint) => data.As<nuint>(),
        _ when wanted == typeof(float) => data.As<float>(),
        _ when wanted == typeof(double) => data.As<double>(),
        _ when wanted == typeof(Half) => data.As<Half>(),
        _ when wanted == typeof(Int128) => data.As<Int128>(),
        _ when wanted == typeof(UInt128) => data.As<UInt128>(),
        _ when wanted == typeof(BigInteger) => data.As<BigInteger>(),
        _ when wanted == typeof(Complex) => data.As<Complex>(),
        _ when wanted.IsEnum => ValueConversion.ToEnum(wanted, data.AsValue()),
        _ => throw ConversionErrors.CannotConvert(data, wanted.Name),
    };
}
