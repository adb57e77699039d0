namespace Cffi.Tests.Fuzz;

/// <summary>Whether two types of different sets say the same.</summary>
public sealed class StructuralComparison
{
    private readonly HashSet<(CType, CType)> assumed = [];

    /// <summary>Whether they do; records and enums are compared by tag and content.</summary>
    public bool AreSame(CType left, CType right)
    {
        if (ReferenceEquals(left, right) || !assumed.Add((left, right)))
        {
            return true;
        }

        return left.Qualifiers == right.Qualifiers && (left is CAlignedType) == (right is CAlignedType) && (left.Unqualified, right.Unqualified) switch
        {
            (CPointerType one, CPointerType other) => AreSame(one.Item, other.Item),
            (CArrayType one, CArrayType other) => one.Length == other.Length && AreSame(one.Item, other.Item),
            (CFunctionType one, CFunctionType other) => one.IsVariadic == other.IsVariadic && one.Convention == other.Convention
                && AreSame(one.Result, other.Result) && AreSame(one.Parameters, other.Parameters),
            (CRecordType one, CRecordType other) => one.Tag == other.Tag && one.TypedefName == other.TypedefName && one.IsUnion == other.IsUnion
                && one.State == other.State && one.LayoutRules == other.LayoutRules && one.IsTransparent == other.IsTransparent && AreSame(one.Members, other.Members),
            (CEnumType one, CEnumType other) => one.Tag == other.Tag && one.TypedefName == other.TypedefName && one.State == other.State
                && one.IsPacked == other.IsPacked && ReferenceEquals(one.FixedUnderlyingType, other.FixedUnderlyingType) && one.Enumerators.SequenceEqual(other.Enumerators),
            (CPartialNumberType one, CPartialNumberType other) => one.Name == other.Name && one.IsFloating == other.IsFloating,
            var (one, other) => ReferenceEquals(one, other),
        };
    }

    private bool AreSame(IReadOnlyList<CType> left, IReadOnlyList<CType> right) =>
        left.Count == right.Count && left.Zip(right).All(pair => AreSame(pair.First, pair.Second));

    private bool AreSame(IReadOnlyList<CMember> left, IReadOnlyList<CMember> right) =>
        left.Count == right.Count && left.Zip(right).All(pair => pair.First.Name == pair.Second.Name && pair.First.BitWidth == pair.Second.BitWidth
            && pair.First.RequestedAlignment == pair.Second.RequestedAlignment && pair.First.IsPacked == pair.Second.IsPacked && AreSame(pair.First.Type, pair.Second.Type));
}
