namespace Cffi.Layout;

/// <summary>Looks through what a value of a type consists of: the type itself, its elements and members, and theirs.</summary>
/// <remarks>A record is looked at once, however often it is contained: forty records of two members each name one a 2^40 times.</remarks>
internal static class ContainedTypes
{
    /// <summary>Whether there is such a type.</summary>
    public static bool Any(CType type, Func<CType, bool> isSought) => Find(type, isSought) is not null;

    /// <summary>The first such type, without its qualifiers; null where there is none.</summary>
    public static CType? Find(CType type, Func<CType, bool> isSought)
    {
        HashSet<CRecordType>? seen = null;
        return Find(type, isSought, ref seen);
    }

    private static CType? Find(CType type, Func<CType, bool> isSought, ref HashSet<CRecordType>? seen)
    {
        CType own = LayoutEngine.BaseElement(type);
        for (CType dimension = type.Unqualified; dimension is CArrayType array; dimension = array.Item.Unqualified)
        {
            if (isSought(dimension))
            {
                return dimension;
            }
        }

        if (isSought(own))
        {
            return own;
        }

        if (own is CRecordType record && (seen ??= []).Add(record))
        {
            foreach (CMember member in record.Members)
            {
                if (Find(member.Type, isSought, ref seen) is { } found)
                {
                    return found;
                }
            }
        }

        return null;
    }
}
