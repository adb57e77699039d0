namespace Cffi.Tests.Fuzz;

/// <summary>Compares types and declarations of different sets.</summary>
public sealed class StructuralComparison
{
    private readonly HashSet<(CType, CType)> assumed = [];

    /// <summary>Whether two types are the same; records and enums are compared by tag and content.</summary>
    public bool AreSame(CType left, CType right)
    {
        if (ReferenceEquals(left, right) || !assumed.Add((left, right)))
        {
            return true;
        }

        return left.Qualifiers == right.Qualifiers && Alignment(left) == Alignment(right) && (left.Unqualified, right.Unqualified) switch
        {
            (CPointerType one, CPointerType other) => AreSame(one.Item, other.Item),
            (CArrayType one, CArrayType other) => one.Length == other.Length && AreSame(one.Item, other.Item),
            (CFunctionType one, CFunctionType other) => one.IsVariadic == other.IsVariadic && one.Convention == other.Convention
                && AreSame(one.Result, other.Result) && AreSame(one.Parameters, other.Parameters),
            (CRecordType one, CRecordType other) => one.Tag == other.Tag && one.TypedefName == other.TypedefName && one.IsUnion == other.IsUnion
                && one.State == other.State && one.LayoutRules == other.LayoutRules && one.IsTransparent == other.IsTransparent && AreSame(one.Members, other.Members),
            (CEnumType one, CEnumType other) => one.Tag == other.Tag && one.TypedefName == other.TypedefName && one.State == other.State
                && one.IsPacked == other.IsPacked && ReferenceEquals(one.FixedUnderlyingType, other.FixedUnderlyingType) && one.Enumerators.SequenceEqual(other.Enumerators),
            (CPartialNumberType one, CPartialNumberType other) => one.Name == other.Name && one.IsFloating == other.IsFloating && one.Actual == other.Actual,
            var (one, other) => ReferenceEquals(one, other),
        };
    }

    /// <summary>Whether two declarations are the same.</summary>
    public static bool AreSame(Declaration left, Declaration? right) => left.Attributes.Count == (right?.Attributes.Count ?? 0) && (left, right) switch
    {
        (RecordDeclaration one, RecordDeclaration other) => new StructuralComparison().AreSame(one.Type, other.Type),
        (EnumDeclaration one, EnumDeclaration other) => new StructuralComparison().AreSame(one.Type, other.Type),
        (TypedefDeclaration one, TypedefDeclaration other) => new StructuralComparison().AreSame(one.Type, other.Type),
        (VariableDeclaration one, VariableDeclaration other) => one.SymbolName == other.SymbolName && new StructuralComparison().AreSame(one.Type, other.Type),
        (FunctionDeclaration one, FunctionDeclaration other) => one.SymbolName == other.SymbolName && one.IsImplementedInCSharp == other.IsImplementedInCSharp
            && one.ParameterNames.SequenceEqual(other.ParameterNames) && new StructuralComparison().AreSame(one.Type, other.Type),
        (ConstantDeclaration one, ConstantDeclaration other) => one.Value?.Integer == other.Value?.Integer
            && BitConverter.DoubleToInt64Bits(one.Value?.Floating ?? 0) == BitConverter.DoubleToInt64Bits(other.Value?.Floating ?? 0)
            && (one.Value is null) == (other.Value is null) && (one.Value?.StringBytes ?? []).SequenceEqual(other.Value?.StringBytes ?? []),
        _ => false,
    };

    private static (string, int, CQualifiers)? Alignment(CType type) => type is CAlignedType aligned ? (aligned.Name, aligned.Alignment, aligned.AddedQualifiers) : null;

    private bool AreSame(IReadOnlyList<CType> left, IReadOnlyList<CType> right) =>
        left.Count == right.Count && left.Zip(right).All(pair => AreSame(pair.First, pair.Second));

    private bool AreSame(IReadOnlyList<CMember> left, IReadOnlyList<CMember> right) =>
        left.Count == right.Count && left.Zip(right).All(pair => pair.First.Name == pair.Second.Name && pair.First.BitWidth == pair.Second.BitWidth
            && pair.First.RequestedAlignment == pair.Second.RequestedAlignment && pair.First.IsPacked == pair.Second.IsPacked && AreSame(pair.First.Type, pair.Second.Type));
}
