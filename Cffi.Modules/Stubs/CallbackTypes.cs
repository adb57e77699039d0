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

    private static IEnumerable<CFunctionType> In(Declaration declaration, HashSet<CType> seen) => declaration.DeclaredType is { } type
        ? NamedTypes.In(type, seen, entersRecords: true).OfType<CPointerType>().Select(static pointer => pointer.Item.Unqualified).OfType<CFunctionType>()
        : [];

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
