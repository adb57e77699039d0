namespace Cffi.Tests.Fuzz;

/// <summary>
/// Every function of 0 to 9 doubles, then 0 to 7 longs, then a record of two eightbytes (or three, in memory), then a long,
/// a double and the record again. In some, the integer registers run out before the floating-point registers; in others, after
/// them. If the eightbytes of a record do not all fit, the whole record goes to the stack, and later arguments may still go
/// in registers (SysV psABI 3.2.3).
/// </summary>
internal static class RegisterMatrix
{
    private const int Doubles = 10;
    private const int Longs = 8;

    private static readonly CType Long = CPrimitiveType.Of(CPrimitiveKind.Long);
    private static readonly CType Double = CPrimitiveType.Of(CPrimitiveKind.Double);

    private static readonly CType[][] Records =
        [[Long, Double], [Double, Long], [Double, Double], [Long, Long], [Long, Double, Long]];

    /// <summary>The number of functions.</summary>
    public static int Count => Doubles * Longs * Records.Length;

    /// <summary>One of the functions.</summary>
    public static SignatureCase Case(ulong seed, int index)
    {
        var record = new CRecordType(isUnion: false, $"matrix{index}");
        record.Complete([.. Records[index % Records.Length].Select(static (type, i) => new CMember($"m{i}", type))], null);
        int doubles = index / Records.Length % Doubles;
        int longs = index / Records.Length / Doubles;
        CType[] parameters = [.. Enumerable.Repeat(Double, doubles), .. Enumerable.Repeat(Long, longs), record, Long, Double, record];
        return new SignatureCase(seed, index, parameters, record, [record]);
    }
}
