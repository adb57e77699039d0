namespace Cffi.Generator.Emission.Types;

/// <summary>The forms of the arithmetic types in C#.</summary>
/// <remarks>
/// <c>long</c> is <c>nint</c> in signatures, which holds every <c>long</c> of every target, and <c>CLong</c> in memory.
/// <c>char</c> is <c>byte</c>, as in UTF-8 text; calls pass it as <c>sbyte</c>, because callees that clang compiles
/// expect a sign extension if <c>char</c> is signed; other callees ignore the extension.
/// </remarks>
internal static class ScalarForms
{

    private static readonly Form Bool = new("bool", "byte", "byte")
    {
        ToAbi = AsByte, FromAbi = IsNotZero, ToField = AsByte, FromField = IsNotZero, Element = "bool",
    };

    private static readonly Form Char = new("byte", "byte", "sbyte")
    {
        ToAbi = static value => $"unchecked((sbyte){value})", FromAbi = static value => $"unchecked((byte){value})",
    };

    private static readonly Form Char16 = new("char", "ushort", "ushort") { FromAbi = AsChar, FromField = AsChar, Element = "char" };
    private static readonly Form Long = Platform("nint", Namespaces.Services + "CLong");
    private static readonly Form ULong = Platform("nuint", Namespaces.Services + "CULong");

    /// <summary>The form of an arithmetic type that has a C# type; null for the others.</summary>
    public static Form? Of(CPrimitiveType type, Target target)
    {
        Form? form = type.Primitive switch
        {
            CPrimitiveKind.Bool => Bool,
            CPrimitiveKind.Char => Char,
            CPrimitiveKind.Char16 => Char16,
            CPrimitiveKind.Long => Long,
            CPrimitiveKind.ULong => ULong,
            CPrimitiveKind.SChar or CPrimitiveKind.Int8 => Form.Plain("sbyte"),
            CPrimitiveKind.UChar or CPrimitiveKind.UInt8 => Form.Plain("byte"),
            CPrimitiveKind.Short or CPrimitiveKind.Int16 => Form.Plain("short"),
            CPrimitiveKind.UShort or CPrimitiveKind.UInt16 => Form.Plain("ushort"),
            CPrimitiveKind.Int or CPrimitiveKind.Int32 => Form.Plain("int"),
            CPrimitiveKind.UInt or CPrimitiveKind.UInt32 or CPrimitiveKind.Char32 => Form.Plain("uint"),
            CPrimitiveKind.LongLong or CPrimitiveKind.Int64 or CPrimitiveKind.IntMax => Form.Plain("long"),
            CPrimitiveKind.ULongLong or CPrimitiveKind.UInt64 or CPrimitiveKind.UIntMax => Form.Plain("ulong"),
            CPrimitiveKind.IntPtr or CPrimitiveKind.PtrDiff or CPrimitiveKind.SSize => Form.Plain("nint"),
            CPrimitiveKind.UIntPtr or CPrimitiveKind.Size => Form.Plain("nuint"),
            CPrimitiveKind.Float => Form.Plain("float"),
            CPrimitiveKind.Double => Form.Plain("double"),
            CPrimitiveKind.Int128 => Form.Plain("global::System.Int128") with { IsHard = true },
            CPrimitiveKind.UInt128 => Form.Plain("global::System.UInt128") with { IsHard = true },
            CPrimitiveKind.WChar => Sized("int", target.WCharSize == 2 ? "ushort" : "int"),
            CPrimitiveKind.Time or CPrimitiveKind.Off => Sized("long", SizeOf(type, target) == 8 ? "long" : "int"),
            CPrimitiveKind.IntFast16 or CPrimitiveKind.IntFast32 => Sized("long", Integer(SizeOf(type, target), isSigned: true)),
            CPrimitiveKind.UIntFast16 or CPrimitiveKind.UIntFast32 => Sized("ulong", Integer(SizeOf(type, target), isSigned: false)),
            _ => null,
        };
        return form is null ? null : form with { Room = RoomOf(type, target) };
    }

    /// <summary>The C# integer type of a size in bytes.</summary>
    public static string Integer(long size, bool isSigned) => size switch
    {
        1 => isSigned ? "sbyte" : "byte",
        2 => isSigned ? "short" : "ushort",
        4 => isSigned ? "int" : "uint",
        8 => isSigned ? "long" : "ulong",
        _ => throw new ArgumentOutOfRangeException(nameof(size)),
    };

    // The .NET runtime aligns numbers as the target's C compiler does; Int128 to its size.
    private static TypeLayout RoomOf(CPrimitiveType type, Target target) => type.Primitive is CPrimitiveKind.Int128 or CPrimitiveKind.UInt128
        ? new TypeLayout(16, 16)
        : PrimitiveLayout.Of(type, target);

    private static long SizeOf(CPrimitiveType type, Target target) => PrimitiveLayout.Of(type, target).Size;

    // A public type that holds the values of every target. A value that the target cannot hold is an error, and is not truncated.
    private static Form Sized(string @public, string field) => @public == field ? Form.Plain(field) : new Form(@public, field, field)
    {
        ToAbi = value => $"checked(({field}){value})", ToField = value => $"checked(({field}){value})", IsChecked = true,
    };

    private static Form Platform(string @public, string field) => new(@public, field, field)
    {
        ToAbi = value => $"new {field}({value})", FromAbi = ValueOf, ToField = value => $"new {field}({value})", FromField = ValueOf, IsChecked = true,
    };

    private static string AsByte(string value) => $"(byte)({value} ? 1 : 0)";

    private static string IsNotZero(string value) => $"{value} != 0";

    private static string AsChar(string value) => $"(char){value}";

    private static string ValueOf(string value) => $"{value}.Value";
}
