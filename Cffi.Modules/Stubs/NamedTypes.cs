namespace Cffi.Modules.Stubs;

/// <summary>Walks over the types that a type names.</summary>
internal static class NamedTypes
{
    /// <summary>The type and the types that it refers to, without qualifiers. A function type or record appears once.</summary>
    /// <param name="start">Where the walk begins.</param>
    /// <param name="seen">The function types and records that earlier walks have met: these are not entered again.</param>
    /// <param name="entersRecords">Whether the members of records are walked over too.</param>
    public static IEnumerable<CType> In(CType start, HashSet<CType> seen, bool entersRecords)
    {
        var open = new Stack<CType>([start]);
        while (open.TryPop(out CType? next))
        {
            CType type = next.Unqualified;
            if (type is CFunctionType or CRecordType && !seen.Add(type))
            {
                continue;
            }

            yield return type;
            switch (type)
            {
                case CPointerType pointer:
                    open.Push(pointer.Item);
                    break;
                case CArrayType array:
                    open.Push(array.Item);
                    break;
                case CFunctionType function:
                    PushAll(open, function.Parameters.Append(function.Result));
                    break;
                case CRecordType record when entersRecords:
                    PushAll(open, record.Members.Select(static member => member.Type));
                    break;
            }
        }
    }

    private static void PushAll(Stack<CType> open, IEnumerable<CType> types)
    {
        foreach (CType type in types.Reverse())
        {
            open.Push(type);
        }
    }
}
