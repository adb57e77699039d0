namespace Cffi.Parser.Binding;

/// <summary>
/// Whether two declarations mean the same type. Structural types are one object then; records and enums without a
/// tag are compared by content, so that a text may be read twice (C23 6.2.7 says so of those with a tag).
/// </summary>
internal static class TypeComparison
{
    public static bool AreCompatible(CType left, CType right, Target target)
    {
        if (ReferenceEquals(left, right))
        {
            return true;
        }

        if (left.Kind != right.Kind || left.Qualifiers != right.Qualifiers)
        {
            return false;
        }

        // A typedef that only aligns does not make another type.
        if (ReferenceEquals(left.Unqualified, right.Unqualified))
        {
            return true;
        }

        return (left.Unqualified, right.Unqualified) switch
        {
            (CPrimitiveType one, CPrimitiveType other) => AreSameNumbers(one, other, target),
            (CPartialNumberType one, CPartialNumberType other) => one.Name == other.Name && one.IsFloating == other.IsFloating,
            (CPointerType one, CPointerType other) => AreCompatible(one.Item, other.Item, target),
            (CArrayType one, CArrayType other) => one.Length == other.Length && AreCompatible(one.Item, other.Item, target),
            (CFunctionType one, CFunctionType other) => AreSameFunctions(one, other, target),
            (CRecordType one, CRecordType other) => one.Tag is null && other.Tag is null && one.TypedefName == other.TypedefName
                && one.State == other.State && one.LayoutRules == other.LayoutRules && HaveSameMembers(one.Members, other.Members, target),
            (CEnumType one, CEnumType other) => one.Tag is null && other.Tag is null && one.TypedefName == other.TypedefName
                && one.State == other.State && HaveSameEnumerators(one.Enumerators, other.Enumerators),
            _ => false,
        };
    }

    public static bool HaveSameMembers(IReadOnlyList<CMember> left, IReadOnlyList<CMember> right, Target target)
    {
        if (left.Count != right.Count)
        {
            return false;
        }

        for (int i = 0; i < left.Count; i++)
        {
            CMember one = left[i];
            CMember other = right[i];
            if (one.Name != other.Name || one.BitWidth != other.BitWidth || one.RequestedAlignment != other.RequestedAlignment
                || one.IsPacked != other.IsPacked || !AreCompatible(one.Type, other.Type, target))
            {
                return false;
            }
        }

        return true;
    }

    public static bool HaveSameEnumerators(IReadOnlyList<CEnumerator> left, IReadOnlyList<CEnumerator> right)
    {
        if (left.Count != right.Count)
        {
            return false;
        }

        for (int i = 0; i < left.Count; i++)
        {
            if (left[i] != right[i])
            {
                return false;
            }
        }

        return true;
    }

    public static bool AreSameConstants(CConstant? left, CConstant? right, Target target)
    {
        if (left is null || right is null)
        {
            return left is null && right is null;
        }

        // Equals, not ==: a constant that is not a number is the same as itself.
        return AreCompatible(left.Type, right.Type, target) && left.Integer == right.Integer && left.Floating.Equals(right.Floating)
            && (left.StringBytes ?? []).SequenceEqual(right.StringBytes ?? []);
    }

    // The library's name of an integer type stands for one of C's own: size_t and unsigned long can be one.
    private static bool AreSameNumbers(CPrimitiveType left, CPrimitiveType right, Target target) =>
        (left.IsLibraryName || right.IsLibraryName) && left.IsInteger && right.IsInteger
        && left.Primitive is not (CPrimitiveKind.Char or CPrimitiveKind.Bool) && right.Primitive is not (CPrimitiveKind.Char or CPrimitiveKind.Bool)
        && PrimitiveLayout.Of(left, target).Size == PrimitiveLayout.Of(right, target).Size
        && PrimitiveLayout.IsSigned(left, target) == PrimitiveLayout.IsSigned(right, target);

    private static bool AreSameFunctions(CFunctionType left, CFunctionType right, Target target)
    {
        if (left.Parameters.Count != right.Parameters.Count || left.IsVariadic != right.IsVariadic
            || left.Convention != right.Convention || !AreCompatible(left.Result, right.Result, target))
        {
            return false;
        }

        for (int i = 0; i < left.Parameters.Count; i++)
        {
            if (!AreCompatible(left.Parameters[i], right.Parameters[i], target))
            {
                return false;
            }
        }

        return true;
    }
}
