using System.Buffers.Binary;
using System.Numerics;
using Cffi.Backend.Native.Api.Objects;

namespace Cffi.Backend.Native.Api.Stubs;

/// <summary>A constant: an integer, a floating value or a string literal.</summary>
internal sealed class ConstantCheck(ConstantDeclaration constant) : DeclarationCheck(constant)
{
    private readonly string name = constant.Name;
    private int kind;
    private int value;
    private int isNegative;
    private int size;
    private int isSigned;
    private int isText;
    private long knownText;
    private bool hasText;

    // What CFFI_IS_TEXT tells of a string literal: how wide its characters are.
    private const int PlainText = 1;

    private static CPrimitiveKind Unit(long text) => text switch { 2 => CPrimitiveKind.WChar, 3 => CPrimitiveKind.Char16, 4 => CPrimitiveKind.Char32, _ => CPrimitiveKind.Char };

    private string UnitName => knownText switch { 2 => "__WCHAR_TYPE__", 3 => "__CHAR16_TYPE__", _ => "__CHAR32_TYPE__" };

    // What cannot be written as a fact; an integer needs neither.
    private bool HasObjects => constant.IsPartial || !IsInteger(constant.Value!.Type);

    private string RealObject => "cffi_real_" + name;

    private string TextObject => "cffi_text_" + name;

    public override void Write(StubText text, StubTypes types)
    {
        bool isPointer = constant.Value?.Type.Unqualified is CPointerType;
        kind = text.Fact($"CFFI_CLASS({name})");
        value = text.Fact(isPointer ? $"(unsigned long long)(__UINTPTR_TYPE__)({name})" : $"CFFI_INTEGER({name})");
        isNegative = text.Fact(isPointer ? "0" : $"CFFI_NEGATIVE({name})");
        size = text.Fact($"sizeof({name})");
        isSigned = text.Fact($"CFFI_SIGN({name})");
        isText = text.Fact($"CFFI_IS_TEXT({name})");
        hasText = text.ChoosesLiterals;
        if (HasObjects)
        {
            text.Define($"CFFI_DATA const double {RealObject} = CFFI_REAL({name});");
            if (knownText > PlainText)
            {
                text.Define($"CFFI_DATA const {UnitName} {TextObject}[] = {name};");
            }
            else if (text.ChoosesLiterals || knownText != 0)
            {
                text.Define($"CFFI_DATA const char {TextObject}[] = {(text.ChoosesLiterals ? $"CFFI_TEXT({name})" : name)};");
            }
        }
    }

    /// <inheritdoc/>
    public override bool Learn(ObjectFacts facts)
    {
        bool isNew = knownText == 0 && HasObjects && facts[isText] != 0;
        knownText = isNew ? facts[isText] : knownText;

        // What the first round has already is not asked for again.
        return isNew && !(knownText == PlainText && hasText);
    }

    public override void Read(ObjectFacts facts, Completion completion)
    {
        CConstant? actual = Value(facts, completion.Target);
        if (constant.Value is { } declared)
        {
            Compare(declared, actual, facts, completion);
        }
        else if (actual is null)
        {
            completion.Report(
                VerificationDescriptors.CannotComplete, Declaration, $"'{name}' is no integer, floating or string constant in C", "declare it as a variable or a function");
        }
        else
        {
            completion.Replace(constant, new ConstantDeclaration(name, actual, constant.Span) { Attributes = constant.Attributes });
        }
    }

    private void Compare(CConstant declared, CConstant? actual, ObjectFacts facts, Completion completion)
    {
        if (constant.IsEnumerator && completion.Target.UsesMicrosoftLayout && actual is not null && actual.Integer == EnumCheck.Unsigned(declared.Integer) && actual.Integer != declared.Integer)
        {
            completion.Replace(constant, new ConstantDeclaration(name, actual, constant.Span) { Attributes = constant.Attributes, IsEnumerator = true });
            return;
        }

        bool isPointer = declared.Type.Unqualified is CPointerType;
        bool isSame = isPointer
            ? Kinds.CanBe(Kinds.Pointer, facts[kind]) && (ulong)(declared.Integer & ulong.MaxValue) == unchecked((ulong)facts[value])
            : actual is not null && (declared.StringBytes, actual.StringBytes) switch
            {
                (null, null) => IsInteger(declared.Type)
                    ? IsInteger(actual.Type) && declared.Integer == actual.Integer
                    : !IsInteger(actual.Type) && declared.Floating.Equals(actual.Floating),
                ({ } left, { } right) => left.SequenceEqual(right) && UnitSize(declared, completion.Target) == UnitSize(actual, completion.Target),
                _ => false,
            };
        if (!isSame)
        {
            completion.Differs(VerificationDescriptors.ConstantValue, Declaration, $"constant '{name}'", Text(declared), actual is null ? "something else" : Text(actual), "write '...' for its value to take the compiler's");
        }
    }

    private CConstant? Value(ObjectFacts facts, Target target)
    {
        switch (Kinds.Normal(facts[kind]))
        {
            case Kinds.Integer:
                // C computes with int at the least (C11 6.3.1.1p2).
                CPrimitiveType? type = IntegerKinds.Of(Math.Max(facts[size], sizeof(int)), facts[isSigned] != 0 || facts[size] < sizeof(int), target);
                BigInteger number = facts[isNegative] != 0 ? facts[value] : unchecked((ulong)facts[value]);
                return type is null || facts[size] > sizeof(long) ? null : CConstant.OfInteger(type, number);
            case Kinds.Real when HasObjects:
                ReadOnlySpan<byte> bytes = facts.Object(RealObject, sizeof(double));
                CPrimitiveKind floating = facts[size] == sizeof(float) ? CPrimitiveKind.Float : facts[size] == sizeof(double) ? CPrimitiveKind.Double : CPrimitiveKind.LongDouble;
                return CConstant.OfFloating(CPrimitiveType.Of(floating), BinaryPrimitives.ReadDoubleLittleEndian(bytes));
            case Kinds.Pointer or Kinds.Other when HasObjects && facts[isText] != 0:
                ReadOnlySpan<byte> text = facts.Object(TextObject, facts[size]);
                var unit = CPrimitiveType.Of(Unit(facts[isText]));
                int width = (int)PrimitiveLayout.Of(unit, target).Size;
                return CConstant.OfString(unit.ArrayOf(text.Length / width), text[..^width].ToArray());
            default:
                return null;
        }
    }

    private static long UnitSize(CConstant text, Target target) => LayoutEngine.Of(((CArrayType)text.Type.Unqualified).Item, target).Size;

    private static bool IsInteger(CType type) => type.Unqualified is CEnumType or CPrimitiveType { IsInteger: true };

    private static string Text(CConstant constant) =>
        constant.StringBytes is not null ? "the string " + ConstantPrinter.Print(constant)
        : constant.Type.Unqualified is CPrimitiveType { IsFloating: true } ? FormattableString.Invariant($"{constant.Floating:R}")
        : constant.Integer.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
