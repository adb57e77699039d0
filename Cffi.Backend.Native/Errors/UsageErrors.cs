using System.Numerics;
using Cffi.Backend.Native.Callbacks;
using Cffi.Backend.Native.Conversion;
using Cffi.Backend.Native.Memory;

namespace Cffi.Backend.Native;

/// <summary>Makes the exceptions of use at run time: one id and one wording each.</summary>
internal static class UsageErrors
{
    public static CffiTypeException NoValueFor(Type type) =>
        new("CFFI7001", typeof(Delegate).IsAssignableFrom(type)
            ? $"a .NET {type.Name} has no C value; make a callback of it with Ffi.Callback, and keep the callback as long as C may call it"
            : $"a .NET {type.Name} has no C value; pass a number, a string, an array or a CData");

    public static CffiTypeException CannotConvert(in CValue value, string wanted) =>
        new("CFFI7002", $"{Describe(value)} cannot be converted to a .NET {wanted}");

    public static CffiTypeException NoTypeFor(Type type) =>
        new("CFFI7001", $"a .NET {type.Name} does not say which C type to read; pass the Ffi and the name of the C type to Next");

    public static CffiTypeException NoList(in CValue value) =>
        new("CFFI7068", $"{Describe(value)} is not a va_list, which only C can make; pass on a va_list that a callback received, or call the variadic function that does the same");

    public static CffiTypeException NotAssignable(in CValue value, CType type, string? hint = null) =>
        new("CFFI7003", $"{Describe(value)} cannot be converted to a C '{type.CName}'{Hint(hint)}");

    public static CffiTypeException WouldBeLost(in CValue value, CType type, string? element)
    {
        string inPlace = element is null ? "" : $"pass an array of {element}, which C can write directly, or ";
        return new CffiTypeException("CFFI7013", $"{Describe(value)} would be copied for a C '{type.CName}', and the values that C writes would be lost; {inPlace}allocate with New and pass that; if C only reads, declare a pointer to const");
    }

    public static CffiTypeException NulInText(int index, Representation unit) => new(
        "CFFI7014",
        $"the string has a NUL at index {index}, where C would end it; cut it there, or pass an array of {BlittableArray.ElementFor(unit)} if C also takes a length");

    public static CffiTypeException WrongSpanElement(CType type, string element) =>
        new("CFFI7005", $"'{type.CName}' does not have the layout of a .NET {element}");

    public static CffiRangeException OutOfRange(BigInteger number, BigInteger minimum, BigInteger maximum, string type) =>
        new("CFFI7010", $"{number} does not fit '{type}', whose range is {minimum} to {maximum}");

    /// <summary>A finite number that would become an infinity.</summary>
    public static CffiRangeException TooGreat(in CValue value, string type) =>
        new("CFFI7010", $"{Describe(value)} does not fit '{type}': its magnitude is too great");

    public static CffiTypeException NoOrder(in CValue value) =>
        new("CFFI7004", $"cannot compare the order of {Describe(value)} and a number");

    public static CffiRangeException CharacterOutOfRange(char unit, CType type) =>
        new("CFFI7011", $"the character U+{(int)unit:X4} does not fit one '{type.CName}'; pass a string if C takes several");

    public static CffiIndexException IndexOutside(long index, long length, CType type) =>
        new("CFFI7020", $"index {index} is outside '{type.CName}', whose indexes are 0 to {length - 1}");

    public static CffiIndexException OutsideMemory(nint address, long size, MemoryOwner owner) =>
        new("CFFI7021", $"{size} bytes at 0x{address:x} are outside the {owner.Size} bytes that are owned at 0x{owner.Address:x}");

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

    public static CffiDisposedException Ended(string callback, CallbackEnd end, string? function) => end switch
    {
        CallbackEnd.Collected => new(
            "CFFI7062", $"C calls {callback} that was collected, because nothing in .NET refers to it; keep the CData of the callback as long as C may call it"),
        CallbackEnd.CallReturned => new(
            "CFFI7063",
            $"C calls {callback} after the call of '{function}' that its method was passed to; pass the result of Create of its type and keep that, or declare the parameter with [[cffi::keeps]]"),
        CallbackEnd.LetGo => new("CFFI7060", $"{callback} is used after '{function}' has released it"),
        _ => Disposed(callback),
    };

    public static CffiUnsupportedException NotImplemented(string function) =>
        new("CFFI7061", $"C calls '{function}', which has no implementation; call DefExtern first");

    public static CffiTypeException BodyCannotTake(CallbackSignature signature, int index, Type wanted)
    {
        NativeType type = signature.Parameters[index].Type;
        return new CffiTypeException("CFFI7066", $"the body of {signature.Name} takes a .NET {wanted.Name} as argument {index + 1}, but a C '{type.Type.CName}' cannot be converted to it; take {Suitable(type, isArgument: true)}");
    }

    public static CffiTypeException BodyCannotGive(CallbackSignature signature, Type given, bool isTask)
    {
        NativeType type = signature.Result;
        string suitable = type.Representation == Representation.None ? "return nothing" : "return " + Suitable(type, isArgument: false);
        string body = $"the body of {signature.Name} returns ";
        return new CffiTypeException("CFFI7067", isTask ? $"{body}a .NET {given.Name}, but C does not wait for it; wait for it in the body and {suitable}"
            : given == typeof(void) ? $"{body}nothing, but C expects a '{type.Type.CName}'; {suitable}"
            : $"{body}a .NET {given.Name}, which cannot be converted to a C '{type.Type.CName}'; {suitable}");
    }

    public static CffiUsageException InArgument(CffiUsageException error, int index, CFunctionType type, string name) =>
        At(error, $"argument {index + 1} of '{CTypePrinter.Print(type, name)}'");

    /// <summary>The error of a conversion that a callback's argument or result gave rise to.</summary>
    public static CffiUsageException InCallback(CffiUsageException error, string place, CallbackSignature signature) =>
        At(error, $"{place} of {signature.Name}");

    public static string Describe(in CValue value) => value.Kind switch
    {
        CValueKind.None => "the result of a void function",
        CValueKind.Data when value.Reference is null => "a null pointer",
        CValueKind.Data when value.Reference is CData data => $"C data of type '{data.Type.CName}'",
        CValueKind.String => "a .NET string",
        CValueKind.Array => $"a .NET {value.Reference!.GetType().Name}",
        CValueKind.Single => $"the float {value}",
        CValueKind.Double => $"the double {value}",
        CValueKind.Char => $"the character U+{value.Bits:X4}",
        CValueKind.Boolean => $"the bool {value}",
        CValueKind.Complex => $"the complex number {value}",
        _ => $"the integer {value}",
    };

    private static CffiUsageException At(CffiUsageException error, string place)
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

    private static string Suitable(NativeType type, bool isArgument) => type.Representation switch
    {
        Representation.Pointer when isArgument && type.IsPointerToVaList => "CVaList",
        Representation.Pointer when isArgument && TextDecoder.IsPointer(type) => "string, nint or CData",
        Representation.Pointer => "nint or CData",
        Representation.Record => "CData",
        _ => $"{NaturalType.NameFor(type.Representation)}, CValue or CData",
    };

    private static string Hint(string? hint) => string.IsNullOrEmpty(hint) ? "" : "; " + hint;
}
