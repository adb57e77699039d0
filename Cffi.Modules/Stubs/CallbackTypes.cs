using Cffi.Core.CallPlans;

namespace Cffi.Modules.Stubs;

/// <summary>The types of function pointers whose callbacks may need compiled entries.</summary>
internal static class CallbackTypes
{
    /// <summary>Each type once, with the first declaration that uses it.</summary>
    public static IEnumerable<(CFunctionType Type, Declaration Declaration)> Of(IEnumerable<Declaration> declarations, StubTypes types)
    {
        var seen = new HashSet<CType>();
        var found = new HashSet<CType>();
        return declarations.SelectMany(declaration => In(declaration, seen)
            .Where(type => found.Add(type) && CompiledPassing.IsFor(type) && HasNames(type, types))
            .Select(type => (type, declaration)));
    }

    private static IEnumerable<CFunctionType> In(Declaration declaration, HashSet<CType> seen)
    {
        var open = new Stack<CType>();
        CType? start = declaration switch
        {
            FunctionDeclaration function => function.Type,
            VariableDeclaration variable => variable.Type,
            TypedefDeclaration typedef => typedef.Type,
            RecordDeclaration record => record.Type,
            _ => null,
        };
        if (start is not null)
        {
            open.Push(start);
        }

        while (open.TryPop(out CType? type))
        {
            switch (type.Unqualified)
            {
                case CPointerType pointer:
                    if (pointer.Item.Unqualified is CFunctionType pointed)
                    {
                        yield return pointed;
                    }

                    open.Push(pointer.Item);
                    break;
                case CArrayType array:
                    open.Push(array.Item);
                    break;
                case CFunctionType function when seen.Add(function):
                    open.Push(function.Result);
                    foreach (CType parameter in function.Parameters.Reverse())
                    {
                        open.Push(parameter);
                    }

                    break;
                case CRecordType record when seen.Add(record):
                    foreach (CMember member in record.Members.Reverse())
                    {
                        open.Push(member.Type);
                    }

                    break;
            }
        }
    }

    // C can name the type without an expression.
    private static bool HasNames(CType type, StubTypes types) => type.Unqualified switch
    {
        CPointerType pointer => HasNames(pointer.Item, types),
        CArrayType array => HasNames(array.Item, types),
        CFunctionType function => HasNames(function.Result, types) && function.Parameters.All(parameter => HasNames(parameter, types)),
        CRecordType or CEnumType => types.NameOf(type.Unqualified) is not null,
        _ => true,
    };
}
