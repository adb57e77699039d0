using Cffi.Generator.Emission.Reading;

namespace Cffi.Generator.Emission.Functions;

/// <summary>The C# methods that C keeps (<c>[[cffi::keeps]]</c>), and the functions that let go of them (<c>[[cffi::keeps(f)]]</c>).</summary>
internal sealed class KeepTable
{
    /// <summary>The value of <see cref="Keep.Key"/> if the function's result is the key.</summary>
    public const int Result = -1;

    private readonly Dictionary<(string Function, int Parameter), Keep> keeps = [];
    private readonly SortedSet<string> letGo = new(StringComparer.Ordinal);

    /// <summary>The C names of the functions that let go of methods.</summary>
    public IEnumerable<string> LetGo => letGo;

    /// <summary>The time for which C keeps the method of a parameter; null if only for the call.</summary>
    public Keep? Of(string function, int parameter) => keeps.TryGetValue((function, parameter), out Keep? keep) ? keep : null;

    /// <summary>Whether a function releases methods.</summary>
    public bool LetsGo(string function) => letGo.Contains(function);

    /// <summary>Whether the first parameter of a releasing function selects the methods.</summary>
    public static bool HasKey(CFunctionType type) => type.Parameters.Count > 0 && IsKey(type.Parameters[0]);

    /// <summary>Records the annotations of a function's parameters.</summary>
    public void Note(Versions<Declaration> versions, EmissionContext context)
    {
        Target target = versions.Targets.First;
        if (versions.On(target) is not FunctionDeclaration function)
        {
            return;
        }

        for (int i = 0; i < function.ParameterAttributes.Count; i++)
        {
            if (function.ParameterAttributes[i].FirstOrDefault(static attribute => attribute.Name == "cffi::keeps") is { } keeps
                && function.Type.Parameters[i].Unqualified is CPointerType { Item.Unqualified: CFunctionType })
            {
                Note(keeps, function, i, target, context);
            }
        }
    }

    private void Note(CAttribute attribute, FunctionDeclaration function, int index, Target target, EmissionContext context)
    {
        if (attribute.Arguments.Count == 0)
        {
            keeps[(function.Name, index)] = new Keep(null, null);
            return;
        }

        if (attribute.Arguments.Count != 1
            || context.Model.Texts.First(text => text.Target == target).Declarations.FindIdentifier(attribute.Arguments[0]) is not FunctionDeclaration { IsImplementedInCSharp: false } until)
        {
            Refuse(function, "write the name of the function that releases the method, or no argument if none does", context);
            return;
        }

        int? key = null;
        if (HasKey(until.Type))
        {
            key = KeyIn(function.Type, until.Type.Parameters[0]);
            if (key is null)
            {
                Refuse(function, $"'{function.Name}' has neither a parameter nor a result with the type of the first parameter of '{until.Name}', so '{until.Name}' cannot tell which methods it releases", context);
                return;
            }
        }

        keeps[(function.Name, index)] = new Keep(until.Name, key);
        letGo.Add(until.Name);
    }

    private static void Refuse(FunctionDeclaration function, string reason, EmissionContext context) =>
        context.Report(GenerationDescriptors.BadAnnotation, function, $"'cffi::keeps' of '{function.Name}' has no effect: {reason}");

    private static int? KeyIn(CFunctionType type, CType key)
    {
        for (int i = 0; i < type.Parameters.Count; i++)
        {
            if (AreSame(type.Parameters[i], key))
            {
                return i;
            }
        }

        return AreSame(type.Result, key) ? Result : null;
    }

    // A pointer to const counts as the same key as the pointer.
    private static bool AreSame(CType left, CType right) =>
        left.Unqualified is CPointerType one && right.Unqualified is CPointerType other
            ? Equals(one.Item.Unqualified, other.Item.Unqualified)
            : Equals(left.Unqualified, right.Unqualified);

    private static bool IsKey(CType type) => type.Unqualified switch
    {
        CPointerType pointer => pointer.Item.Unqualified is not CFunctionType,
        CEnumType => true,
        CPrimitiveType { IsInteger: true, Primitive: not (CPrimitiveKind.Int128 or CPrimitiveKind.UInt128) } => true,
        _ => false,
    };

    /// <summary>The time for which C keeps a method.</summary>
    /// <param name="Until">The function that releases it; null for none.</param>
    /// <param name="Key">The parameter that selects the methods to release, or <see cref="Result"/>; null if the function releases all.</param>
    public sealed record Keep(string? Until, int? Key);
}
