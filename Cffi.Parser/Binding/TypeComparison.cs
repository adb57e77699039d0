namespace Cffi.Parser.Binding;

/// <summary>
/// Decides whether two declarations have the same type. Equal structural types are one object. Records and enums without a
/// tag are compared by content, so that a text can be parsed twice (C23 6.2.7 has this rule for those with a tag).
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

        // A typedef that only changes the alignment does not make a different type.
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

        // Equals, not ==, so that a NaN constant equals itself.
        return AreCompatible(left.Type, right.Type, target) && left.Integer == right.Integer && left.Floating.Equals(right.Floating)
            && (left.StringBytes ?? []).SequenceEqual(right.StringBytes ?? []);
    }

    // A library name of an integer type means one of C's types: size_t can equal unsigned long.
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
