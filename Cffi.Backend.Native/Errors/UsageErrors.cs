using System.Numerics;

namespace Cffi.Backend.Native;

/// <summary>Makes the exceptions of use at run time: one id and one wording each.</summary>
internal static class UsageErrors
{
    public static CffiTypeException NoValueFor(Type type) =>
        new("CFFI7001", typeof(Delegate).IsAssignableFrom(type)
            ? $"a .NET {type.Name} has no C value; make a callback of it with Ffi.Callback, and keep that as long as C may call it"
            : $"a .NET {type.Name} has no C value; pass a number, a string, an array or a CData");

    public static CffiTypeException NoTypeFor(Type type) =>
        new("CFFI7001", $"no C type is meant by a .NET {type.Name}; give Next the Ffi and the name of the C type");

    public static CffiTypeException WrongSpanElement(CType type, string element) =>
        new("CFFI7005", $"'{type.CName}' is not laid out as .NET {element}");

    public static CffiRangeException OutOfRange(BigInteger number, BigInteger minimum, BigInteger maximum, string type) =>
        new("CFFI7010", $"{number} does not fit '{type}', whose range is {minimum} to {maximum}");

    public static CffiRangeException CharacterOutOfRange(char unit, CType type) =>
        new("CFFI7011", $"the character U+{(int)unit:X4} does not fit one '{type.CName}'; pass a string where several are wanted");

    public static CffiIndexException IndexOutside(long index, long length, CType type) =>
        new("CFFI7020", $"index {index} is outside '{type.CName}', whose indexes are 0 to {length - 1}");

    public static CffiIndexException OutsideMemory(nint address, long size, nint ownedAddress, long ownedSize) =>
        new("CFFI7021", $"{size} bytes at 0x{address:x} are outside the {ownedSize} bytes that are owned at 0x{ownedAddress:x}");

    public static CffiIndexException TooManyInitializers(long count, CType type) =>
        new("CFFI7022", $"too many initializers for '{type.CName}': got {count}");

    public static CffiIndexException NoRoomForFlexible(long count, CType type) =>
        new("CFFI7022", $"there is no room for {count} elements of the flexible array '{type.CName}'; give the contents to New, which makes the room");

    public static CffiIndexException NegativeLength(BigInteger length, CType type) =>
        new("CFFI7023", $"a length of {length} for '{type.CName}'; lengths start at 0");

    public static CffiIndexException TooLong(BigInteger length, CType type) =>
        new("CFFI7027", $"a length of {length} for '{type.CName}' is more than the address space holds");

    public static CffiIndexException SliceOutside(long start, long end, long length, CType type) =>
        new("CFFI7024", $"the slice {start}..{end} is outside '{type.CName}' of length {length}");

    public static CffiIndexException SliceLength(long given, CType type) =>
        new("CFFI7028", $"a slice of type '{type.CName}' takes exactly as many elements, got {given}; assign to a shorter slice, or element by element");

    public static CffiIndexException TooFar(long elements, CType type) =>
        new("CFFI7025", $"{elements} elements of '{type.CName}' are more than the address space holds");

    public static CffiIndexException SpanLength(long length, CType type) =>
        new("CFFI7026", $"a span of {length} elements of '{type.CName}'; spans have 0 to {int.MaxValue}");

    public static CffiNameException WrongKindOfName(string name, string actual, string hint) =>
        new("CFFI7032", $"'{name}' is {actual}{Hint(hint)}");

    public static CffiUnsupportedException IncludesItself() => new("CFFI7033", "an Ffi cannot include itself, or one that includes it");

    public static CffiUnsupportedException IncludedTwice(string name) =>
        new("CFFI7034", $"'{name}' stands for different things in the two: declare it in one of them only, before the other includes it");

    public static CffiArgumentCountException WrongArgumentCount(CFunctionType type, string name, int actual) => new(
        "CFFI7040",
        $"'{CTypePrinter.Print(type, name)}' takes {(type.IsVariadic ? "at least " : "")}{type.Parameters.Count} argument{(type.Parameters.Count == 1 ? "" : "s")}, got {actual}");

    public static CffiNullPointerException NullPointer(CType type, string operation) =>
        new("CFFI7050", $"cannot {operation} a null pointer of type '{type.CName}'");

    public static CffiDisposedException Disposed(string what) => new("CFFI7060", $"{what} is used after its disposal");

    public static CffiUsageException InArgument(CffiUsageException error, int index, CFunctionType type, string name) =>
        At(error, $"argument {index + 1} of '{CTypePrinter.Print(type, name)}'");

    /// <summary>The same error, with the place that the value is for.</summary>
    public static CffiUsageException At(CffiUsageException error, string place)
    {
        string message = $"{place}: {error.Message[(error.Id.Length + 2)..]}";
        return error switch
        {
            CffiTypeException => new CffiTypeException(error.Id, message),
            CffiRangeException => new CffiRangeException(error.Id, message),
            CffiIndexException => new CffiIndexException(error.Id, message),
            CffiNameException => new CffiNameException(error.Id, message),
            CffiNullPointerException => new CffiNullPointerException(error.Id, message),
            _ => error,
        };
    }

    /// <summary>What a message ends with where there is a hint.</summary>
    public static string Hint(string? hint) => string.IsNullOrEmpty(hint) ? "" : "; " + hint;
}
