namespace Cffi.Modules.Stubs;

/// <summary>Asks for the type of a C object, and compares it with the declared type: kind, size, signedness, length, target.</summary>
internal sealed class TypeProbe
{
    private const int Unasked = -1;

    // Elements of size 0 (a GNU extension) cannot be counted.
    private const long Uncountable = -1;
    private static readonly CQualifiers[] Qualifications = [CQualifiers.None, CQualifiers.Const, CQualifiers.Volatile, CQualifiers.Const | CQualifiers.Volatile];
    private readonly CType type;
    private readonly string element;
    private readonly List<int> counts = [];
    private readonly int size;
    private readonly int kind;
    private readonly int sign;
    private readonly int format = Unasked;
    private readonly int same = Unasked;

    /// <summary>Writes the questions.</summary>
    /// <param name="text">The stub.</param>
    /// <param name="types">The names of types.</param>
    /// <param name="expression">The object, never evaluated.</param>
    /// <param name="type">Its declared type.</param>
    public TypeProbe(StubText text, StubTypes types, string expression, CType type)
    {
        this.type = type;
        element = expression;
        CType item = type;
        for (; item.Unqualified is CArrayType array; item = array.Item)
        {
            // If an array has no length, only its elements can be measured.
            counts.Add(array.Length.Kind == CArrayLengthKind.Unspecified ? Unasked : text.Fact($"CFFI_COUNT({element})"));
            element += "[0]";
        }

        element = $"({element})";
        size = IsSized(item) ? text.Fact($"sizeof{element}") : Unasked;
        kind = ExpectedKind(item) != 0 ? text.Fact($"CFFI_CLASS({element})") : Unasked;
        sign = ExpectedKind(item) is Kinds.Integer or Kinds.Real ? text.Fact($"CFFI_SIGN({element})") : Unasked;
        format = ExpectedKind(item) == Kinds.Real ? text.Fact($"CFFI_FORMAT({element})") : Unasked;
        if (item.Unqualified is CPointerType pointer)
        {
            // Qualifiers of the pointed-to type do not change its use, so the comparison ignores them.
            same = text.Fact(pointer.Item.Unqualified is CVoidType or CArrayType
                ? "(" + string.Join(" || ", Qualifications.Select(added => $"CFFI_SAME({element}, {types.Print(Unqualified(pointer.Item).Qualified(added).PointerTo())})")) + ")"
                : $"CFFI_POINTS({element}, {types.Print(pointer.Item.Qualified(CQualifiers.Const | CQualifiers.Volatile).PointerTo())})");
        }
        else if (item.Unqualified is CRecordType or CComplexType or CVectorType or CBitIntType or CVaListType)
        {
            same = text.Fact($"CFFI_SAME({element}, {types.Print(item.Unqualified)})");
        }
    }

    /// <summary>Whether a type has a length <c>[...]</c> somewhere in its dimensions.</summary>
    public static bool HasPartialLength(CType type) =>
        type.Unqualified is CArrayType array && (array.Length.Kind == CArrayLengthKind.Partial || HasPartialLength(array.Item));

    /// <summary>The declared type with its lengths <c>[...]</c> filled in.</summary>
    public CType Completed(ObjectFacts facts) => Completed(type, facts, 0);

    /// <summary>Compares the types, and reports a difference.</summary>
    /// <param name="facts">The compiler's answers.</param>
    /// <param name="completion">Where differences go.</param>
    /// <param name="declaration">The declaration of the object.</param>
    /// <param name="subject">The object, in words.</param>
    public void Compare(ObjectFacts facts, Completion completion, Declaration declaration, string subject)
    {
        CType item = type;
        for (int level = 0; item.Unqualified is CArrayType array; item = array.Item, level++)
        {
            if (array.Length.IsKnown && facts[counts[level]] != array.Length.Count && facts[counts[level]] != Uncountable)
            {
                completion.Differs(VerificationDescriptors.ObjectType, declaration, subject, $"{array.Length.Count} elements", $"{facts[counts[level]]}", "write '[...]' to take the compiler's length");
                return;
            }
        }

        string declared = Describe(item, completion.Target);
        string actual = kind == Unasked ? "" : Describe(facts[kind], size == Unasked ? 0 : facts[size], sign != Unasked && facts[sign] != 0, format == Unasked ? FloatingFormats.Ordinary : facts[format]);
        bool fits = (kind == Unasked || Kinds.CanBe(ExpectedKind(item), facts[kind]))
            && (size == Unasked || facts[size] == LayoutEngine.Of(item, completion.Target).Size)
            && (format == Unasked || facts[format] == FloatingFormats.Of(item, completion.Target))
            && (ExpectedKind(item) != Kinds.Integer || (facts[sign] != 0) == IsSigned(item, completion.Target));
        if (!fits)
        {
            completion.Differs(VerificationDescriptors.ObjectType, declaration, subject, declared, actual.Length > 0 ? actual : $"{facts[size]} bytes", HintFor(item, completion.Target));
        }
        else if (same != Unasked && facts[same] == 0)
        {
            completion.DiffersInType(VerificationDescriptors.ObjectType, declaration, subject, item.Unqualified.CName, element);
        }
    }

    /// <summary>Whether an integer type is signed.</summary>
    public static bool IsSigned(CType type, Target target) => type.Unqualified switch
    {
        CEnumType @enum => PrimitiveLayout.IsSigned(EnumLayout.UnderlyingType(@enum, target), target),
        CPartialNumberType { Actual: { } actual } => PrimitiveLayout.IsSigned(actual, target),
        CPrimitiveType primitive => PrimitiveLayout.IsSigned(primitive, target),
        _ => false,
    };

    private CType Completed(CType declared, ObjectFacts facts, int level) => declared.Unqualified is not CArrayType array
        ? declared
        : CArrayType.Of(
            Completed(array.Item, facts, level + 1),
            array.Length.Kind == CArrayLengthKind.Partial ? CArrayLength.Known(Math.Max(facts[counts[level]], 0)) : array.Length);

    // The qualifiers of an array are those of its elements (C11 6.7.3p9).
    private static CType Unqualified(CType type) =>
        type.Unqualified is CArrayType array ? CArrayType.Of(Unqualified(array.Item), array.Length) : type.Unqualified;

    private static bool IsSized(CType type) => type.Unqualified switch
    {
        CRecordType record => record.State is RecordState.Complete or RecordState.Partial,
        CEnumType @enum => @enum.State != RecordState.Incomplete,
        CVoidType or CFunctionType => false,
        _ => true,
    };

    private static int ExpectedKind(CType type) => type.Unqualified switch
    {
        CPrimitiveType { IsInteger: true } or CEnumType or CPartialNumberType { IsFloating: false } => Kinds.Integer,
        CPrimitiveType or CPartialNumberType => Kinds.Real,
        CPointerType => Kinds.Pointer,
        CComplexType => Kinds.Complex,
        CRecordType record => record.IsUnion ? Kinds.Union : Kinds.Struct,
        _ => 0,
    };

    // gcc for Windows keeps the processor's 80-bit format; the platform's own compiler uses 64 bits.
    private static string HintFor(CType type, Target target) =>
        target.UsesMicrosoftLayout && type.Unqualified is CPrimitiveType { Primitive: CPrimitiveKind.LongDouble } or CComplexType { Element.Primitive: CPrimitiveKind.LongDouble }
            ? "the 'long double' of mingw differs from that of Windows, which equals 'double'; for a library with the type of Windows, add '-mlong-double-64' to BuildOptions.CompilerArguments"
            : "declare it as the header does";

    private static string Describe(CType type, Target target) => ExpectedKind(type) switch
    {
        Kinds.Integer => $"'{type.Unqualified.CName}', {Describe(Kinds.Integer, LayoutEngine.Of(type, target).Size, IsSigned(type, target), FloatingFormats.Ordinary)}",
        0 or Kinds.Struct or Kinds.Union when !IsSized(type) => $"'{type.Unqualified.CName}'",
        _ => $"'{type.Unqualified.CName}', {LayoutEngine.Of(type, target).Size} bytes",
    };

    private static string Describe(long kind, long size, bool isSigned, long format) => Kinds.Normal(kind) switch
    {
        Kinds.Integer => $"{(isSigned ? "a signed" : "an unsigned")} integer of {size} bytes",
        Kinds.Real => $"a floating type of {size} bytes{FloatingFormats.Describe(format)}",
        Kinds.Pointer => "a pointer or an array",
        Kinds.Complex => $"a complex type of {size} bytes",
        Kinds.Struct => $"a structure of {size} bytes",
        Kinds.Union => $"a union of {size} bytes",
        _ => $"a different kind of type, {size} bytes",
    };
}
