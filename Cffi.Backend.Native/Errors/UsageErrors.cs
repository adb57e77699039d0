using System.Numerics;

namespace Cffi.Backend.Native;

/// <summary>Makes the exceptions of use at run time: one id and one wording each.</summary>
internal static class UsageErrors
{
    public static CffiTypeException NoValueFor(Type type) =>
        new("CFFI7001", typeof(Delegate).IsAssignableFrom(type)
            ? $"a .NET {type.Name} has no C value; make a callback of it with Ffi.Callback, and keep the callback as long as C may call it"
            : $"a .NET {type.Name} has no C value; pass a number, a string, an array or a CData");

    public static CffiTypeException NoTypeFor(Type type) =>
        new("CFFI7001", $"a .NET {type.Name} does not say which C type to read; pass the Ffi and the name of the C type to Next");

    public static CffiTypeException WrongSpanElement(CType type, string element) =>
        new("CFFI7005", $"'{type.CName}' does not have the layout of a .NET {element}");

    public static CffiRangeException OutOfRange(BigInteger number, BigInteger minimum, BigInteger maximum, string type) =>
        new("CFFI7010", $"{number} does not fit '{type}', whose range is {minimum} to {maximum}");

    public static CffiRangeException CharacterOutOfRange(char unit, CType type) =>
        new("CFFI7011", $"the character U+{(int)unit:X4} does not fit one '{type.CName}'; pass a string if C takes several");

    public static CffiIndexException IndexOutside(long index, long length, CType type) =>
        new("CFFI7020", $"index {index} is outside '{type.CName}', whose indexes are 0 to {length - 1}");

    public static CffiIndexException OutsideMemory(nint address, long size, nint ownedAddress, long ownedSize) =>
        new("CFFI7021", $"{size} bytes at 0x{address:x} are outside the {ownedSize} bytes that are owned at 0x{ownedAddress:x}");

    public static CffiIndexException TooManyInitializers(long count, CType type) =>
        new("CFFI7022", $"'{type.CName}' has too many initializers: {count}");

    public static CffiIndexException NoRoomForFlexible(long count, CType type) =>
        new("CFFI7022", $"the memory has no space for {count} elements of the flexible array '{type.CName}'; pass the contents to New, which allocates the space");

    public static CffiIndexException NegativeLength(BigInteger length, CType type) =>
        new("CFFI7023", $"the length {length} of '{type.CName}' is negative; write 0 or more");

    public static CffiIndexException TooLong(BigInteger length, CType type) =>
        new("CFFI7027", $"the length {length} of '{type.CName}' is larger than the address space");

    public static CffiIndexException SliceOutside(long start, long end, long length, CType type) =>
        new("CFFI7024", $"the slice {start}..{end} is outside '{type.CName}' of length {length}");

    public static CffiIndexException SliceLength(long given, CType type) =>
        new("CFFI7028", $"a slice of type '{type.CName}' takes exactly as many elements as it has, but got {given}; assign to a shorter slice, or element by element");

    public static CffiIndexException TooFar(long elements, CType type) =>
        new("CFFI7025", $"{elements} elements of '{type.CName}' are larger than the address space");

    public static CffiIndexException SpanLength(long length, CType type) =>
        new("CFFI7026", $"a span cannot have {length} elements of '{type.CName}'; a span has 0 to {int.MaxValue} elements");

    public static CffiNameException WrongKindOfName(string name, string actual, string hint) =>
        new("CFFI7032", $"'{name}' is {actual}{Hint(hint)}");

    public static CffiUnsupportedException IncludesItself() => new("CFFI7033", "an Ffi cannot include itself, or an Ffi that includes it");

    public static CffiUnsupportedException IncludedTwice(string name) =>
        new("CFFI7034", $"'{name}' is declared differently in the two; declare it in one of them only, before the other includes it");

    public static CffiArgumentCountException WrongArgumentCount(CFunctionType type, string name, int actual) => new(
        "CFFI7040",
        $"'{CTypePrinter.Print(type, name)}' takes {(type.IsVariadic ? "at least " : "")}{type.Parameters.Count} argument{(type.Parameters.Count == 1 ? "" : "s")}, but got {actual}");

    public static CffiNullPointerException NullPointer(CType type, string operation) =>
        new("CFFI7050", $"cannot {operation} a null pointer of type '{type.CName}'");

    public static CffiDisposedException Disposed(string what) => new("CFFI7060", $"{what} is used after its disposal");

    public static CffiUsageException InArgument(CffiUsageException error, int index, CFunctionType type, string name) =>
        At(error, $"argument {index + 1} of '{CTypePrinter.Print(type, name)}'");

    /// <summary>The same error, with the argument or result whose conversion failed; the error is its inner exception.</summary>
    public static CffiUsageException At(CffiUsageException error, string subject)
    {
        string message = $"{subject}: {error.Message[(error.Id.Length + 2)..]}";
        return error switch
        {
            CffiTypeException => new CffiTypeException(error.Id, message, error),
            CffiRangeException => new CffiRangeException(error.Id, message, error),
            CffiIndexException => new CffiIndexException(error.Id, message, error),
            CffiNameException => new CffiNameException(error.Id, message, error),
            CffiNullPointerException => new CffiNullPointerException(error.Id, message, error),
            _ => error,
        };
    }

    /// <summary>The end of a message that has a hint.</summary>
    public static string Hint(string? hint) => string.IsNullOrEmpty(hint) ? "" : "; " + hint;
}
