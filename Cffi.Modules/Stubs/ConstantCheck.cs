using System.Buffers.Binary;
using System.Numerics;
using System.Text;
using Cffi.Modules.Objects;

namespace Cffi.Modules.Stubs;

/// <summary>Checks a constant: an integer, a floating-point value, a pointer or a string literal.</summary>
/// <remarks>
/// If the compiler does not accept the value as a constant expression, a function of the stub evaluates it. The module then has a variable,
/// marked with <see cref="EvaluationMark"/>, and the loader makes a constant of the value.
/// </remarks>
internal sealed class ConstantCheck(ConstantDeclaration constant) : DeclarationCheck(constant)
{
    // Indexed by the numbers of CFFI_UNIT; 'char8_t' has the bytes of 'char'.
    private static readonly CPrimitiveKind[] Units = [default, CPrimitiveKind.Char, CPrimitiveKind.WChar, CPrimitiveKind.Char16, CPrimitiveKind.Char32, CPrimitiveKind.Char];
    private readonly string name = constant.Name;
    private int kind;
    private int value;
    private int isNegative;
    private int size;
    private int isSigned;
    private int isText;
    private int isTextPointer;
    private int pointer;
    private int runTime;
    private bool isRunTime;
    private bool isKnownText;
    private bool choosesLiterals;

    // Values that cannot be written as a fact. An integer needs neither.
    private bool HasObjects => constant.IsPartial || !IsInteger(constant.Value!.Type);

    private string RealObject => "cffi_real_" + name;

    // C has no separate type for wide characters: an array of such integers is a string if it is a literal, or is declared as a string.
    private string Unit => $"{(constant.Value?.StringBytes is not null ? "CFFI_UNIT" : isRunTime ? "CFFI_EVALUATED_UNIT" : "CFFI_IS_TEXT")}({name})";

    private string TextObject => "cffi_text_" + name;

    public override void Write(StubText text, StubTypes types)
    {
        choosesLiterals = text.ChoosesLiterals;
        bool isPointer = constant.Value?.Type.Unqualified is CPointerType;
        kind = text.Fact($"CFFI_CLASS({name})");
        runTime = text.Fact(isRunTime ? "1" : "0");
        value = text.Fact(isRunTime ? "0" : isPointer ? $"CFFI_NUMBERED({name})" : $"CFFI_INTEGER({name})");
        isNegative = text.Fact(isPointer || isRunTime ? "0" : $"CFFI_NEGATIVE({name})");
        size = text.Fact($"sizeof({name})");
        isSigned = text.Fact($"CFFI_SIGN({name})");
        isText = text.Fact(Unit);
        isTextPointer = text.Fact($"CFFI_SAME({name}, char *) || CFFI_SAME({name}, const char *)");
        pointer = text.Fact(isRunTime || !constant.IsPartial ? "0" : $"CFFI_ADDRESS({name})");
        if (isRunTime)
        {
            text.Define(
                $"CFFI_STUB void *cffi_address_{name}(void) {{ static union {{ unsigned long long integer; double real; const void *pointer; }} cffi_value; "
                + $"if (CFFI_KIND({name}) == 1) cffi_value.integer = CFFI_INTEGER({name}); else if (CFFI_KIND({name}) == 8) cffi_value.real = CFFI_REAL({name}); "
                + $"else cffi_value.pointer = (const void *)CFFI_POINTER({name}); return {Unit} ? (void *)cffi_value.pointer : (void *)&cffi_value; }}");
        }

        Index = HasObjects ? text.Address(isRunTime ? $"cffi_address_{name}" : "0") : -1;
        if (HasObjects && !isRunTime)
        {
            text.Define($"CFFI_DATA CFFI_CONSTANT double {RealObject} = CFFI_REAL({name});");
            if (text.ChoosesLiterals || isKnownText)
            {
                text.Define(text.ChoosesLiterals ? $"CFFI_TEXT_OBJECT({TextObject}, {Unit}, {name})" : $"CFFI_DATA const __typeof__(*({name})) {TextObject}[] = {name};");
            }
        }
    }

    /// <summary>The index of the function that evaluates it, in the module's table.</summary>
    public int Index { get; private set; } = -1;

    /// <summary>Whether it is evaluated at run time; known after the facts are read.</summary>
    public bool IsEvaluated { get; private set; }

    /// <inheritdoc/>
    public override bool AskOtherwise()
    {
        bool isNew = !isRunTime && HasObjects && !constant.IsEnumerator;
        isRunTime |= isNew;
        return isNew;
    }

    /// <inheritdoc/>
    public override bool Learn(ObjectFacts facts)
    {
        bool isNew = facts[runTime] == 0 && !choosesLiterals && !isKnownText && HasObjects && facts[isText] != 0;
        isKnownText |= isNew;
        return isNew;
    }

    public override void Read(ObjectFacts facts, Completion completion)
    {
        IsEvaluated = facts[runTime] != 0;
        if (IsEvaluated)
        {
            ReadEvaluated(facts, completion);
            return;
        }

        CConstant? actual = Value(facts, completion.Target);
        if (constant.Value is { } declared)
        {
            Compare(declared, actual, facts, completion);
        }
        else if (actual is null)
        {
            completion.Report(
                VerificationDescriptors.CannotComplete, Declaration, $"'{name}' is not an integer, floating or string constant in C", "declare it as a variable or a function");
        }
        else
        {
            completion.Replace(constant, new ConstantDeclaration(name, actual, constant.Span) { Attributes = constant.Attributes });
        }
    }

    // The value is compared later, when it is known. This compares the type.
    private void ReadEvaluated(ObjectFacts facts, Completion completion)
    {
        CType? type = EvaluatedType(facts, completion.Target);
        if (type is null || (constant.Value is { StringBytes: { } bytes } && (type is not CArrayType array || array.Length.Count != (bytes.Count / UnitSize(type, completion.Target)) + 1)))
        {
            completion.Report(
                VerificationDescriptors.CannotComplete, Declaration, $"'{name}' is not a {(constant.IsPartial ? "number, pointer or string" : "string of that length")} in C", "declare it as a variable or a function");
            return;
        }

        completion.Replace(constant, new VariableDeclaration(name, type.Qualified(CQualifiers.Const), constant.Span) { Attributes = [.. constant.Attributes, EvaluationMark.Attribute] });
    }

    private CType? EvaluatedType(ObjectFacts facts, Target target) => Kinds.Normal(facts[kind]) switch
    {
        Kinds.Integer => IntegerType(facts, target),
        Kinds.Real => CPrimitiveType.Of(CPrimitiveKind.Double),
        Kinds.Pointer or Kinds.Other => facts[isText] != 0 ? TextType(facts, target) : PointerType(facts),
        _ => null,
    };

    // C computes with at least int (C11 6.3.1.1p2).
    private CPrimitiveType? IntegerType(ObjectFacts facts, Target target) => facts[size] > sizeof(long) ? null
        : IntegerKinds.Of(Math.Max(facts[size], sizeof(int)), facts[isSigned] != 0 || facts[size] < sizeof(int), target);

    private CPointerType PointerType(ObjectFacts facts) => facts[isTextPointer] != 0
        ? CPrimitiveType.Of(CPrimitiveKind.Char).Qualified(CQualifiers.Const).PointerTo()
        : CVoidType.Instance.PointerTo();

    private void Compare(CConstant declared, CConstant? actual, ObjectFacts facts, Completion completion)
    {
        if (constant.IsEnumerator && completion.Target.UsesMicrosoftLayout && actual is not null && actual.Integer == EnumCheck.Unsigned(declared.Integer) && actual.Integer != declared.Integer)
        {
            completion.Replace(constant, new ConstantDeclaration(name, actual, constant.Span) { Attributes = constant.Attributes, IsEnumerator = true });
            return;
        }

        if (declared.Type.Unqualified is not CPointerType)
        {
            Compare(Declaration, declared, actual, completion);
        }
        else if (!Kinds.CanBe(Kinds.Pointer, facts[kind]) || (ulong)(declared.Integer & ulong.MaxValue) != Pointer(facts[value]))
        {
            Differs(Declaration, declared, actual, completion);
        }
    }

    /// <summary>Compares the declared value of a number or a string with the compiler's, or with that of the loaded module.</summary>
    public static void Compare(Declaration declaration, CConstant declared, CConstant? actual, Completion completion)
    {
        bool isSame = actual is not null && (declared.StringBytes, actual.StringBytes) switch
        {
            (null, null) => IsInteger(declared.Type)
                ? IsInteger(actual.Type) && declared.Integer == actual.Integer
                : declared.Type.Unqualified is CPointerType ? actual.Type.Unqualified is CPointerType && declared.Integer == actual.Integer
                : !IsInteger(actual.Type) && declared.Floating.Equals(actual.Floating),
            ({ } left, { } right) => left.SequenceEqual(right) && UnitSize(declared.Type, completion.Target) == UnitSize(actual.Type, completion.Target),
            _ => false,
        };
        if (!isSame)
        {
            Differs(declaration, declared, actual, completion);
        }
    }

    private static void Differs(Declaration declaration, CConstant declared, CConstant? actual, Completion completion) => completion.Differs(
        VerificationDescriptors.ConstantValue, declaration, $"constant '{declaration.Name}'", Text(declared, completion.Target), actual is null ? "a different value" : Text(actual, completion.Target), "write '...' to take the compiler's value");

    private CConstant? Value(ObjectFacts facts, Target target)
    {
        switch (Kinds.Normal(facts[kind]))
        {
            case Kinds.Integer:
                BigInteger number = facts[isNegative] != 0 ? facts[value] : unchecked((ulong)facts[value]);
                return IntegerType(facts, target) is { } type ? CConstant.OfInteger(type, number) : null;
            case Kinds.Real when HasObjects:
                ReadOnlySpan<byte> bytes = facts.Object(RealObject, sizeof(double));
                CPrimitiveKind floating = facts[size] == sizeof(float) ? CPrimitiveKind.Float : facts[size] == sizeof(double) ? CPrimitiveKind.Double : CPrimitiveKind.LongDouble;
                return CConstant.OfFloating(CPrimitiveType.Of(floating), BinaryPrimitives.ReadDoubleLittleEndian(bytes));
            case Kinds.Pointer or Kinds.Other when HasObjects && facts[isText] != 0:
                ReadOnlySpan<byte> text = facts.Object(TextObject, facts[size]);
                CArrayType array = TextType(facts, target);
                return CConstant.OfString(array, text[..^UnitSize(array, target)].ToArray());
            case Kinds.Pointer or Kinds.Other when constant.IsPartial && facts[isText] == 0 && facts[size] == target.PointerSize:
                return CConstant.OfInteger(PointerType(facts), Pointer(facts[pointer]));
            default:
                return null;
        }
    }

    // The stub changes a bit of the value: compilers accept an address as a constant for the linker, but not a computation with it.
    private static ulong Pointer(long fact) => unchecked((ulong)fact) ^ 1;

    private static bool IsInteger(CType type) => type.Unqualified is CEnumType or CPrimitiveType { IsInteger: true };

    // A string has at least its closing NUL.
    private CArrayType TextType(ObjectFacts facts, Target target)
    {
        CPrimitiveType unit = CPrimitiveType.Of(Units[facts[isText]]);
        return unit.ArrayOf(facts[size] / PrimitiveLayout.Of(unit, target).Size);
    }

    private static int UnitSize(CType text, Target target) => (int)LayoutEngine.Of(((CArrayType)text.Unqualified).Item, target).Size;

    private static string Text(CConstant constant, Target target) =>
        constant.StringBytes is { } bytes ? $"the string {Prefix(constant.Type)}\"{Encoding(UnitSize(constant.Type, target)).GetString([.. bytes])}\""
        : constant.Type.Unqualified is CPrimitiveType { IsFloating: true } ? FormattableString.Invariant($"{constant.Floating:R}")
        : constant.Integer.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static string Prefix(CType text) => ((CArrayType)text.Unqualified).Item.Unqualified is CPrimitiveType unit
        ? unit.Primitive switch { CPrimitiveKind.WChar => "L", CPrimitiveKind.Char16 => "u", CPrimitiveKind.Char32 => "U", _ => "" }
        : "";

    private static Encoding Encoding(int unitSize) => unitSize == 1 ? System.Text.Encoding.UTF8 : unitSize == 2 ? System.Text.Encoding.Unicode : System.Text.Encoding.UTF32;
}
