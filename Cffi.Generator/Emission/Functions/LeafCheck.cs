namespace Cffi.Generator.Emission.Functions;

/// <summary>Reports <c>[[cffi::leaf]]</c> on calls that cannot have it: a callback during such a call would end the process.</summary>
internal static class LeafCheck
{
    /// <summary>The annotation.</summary>
    public const string Annotation = "cffi::leaf";

    private const string Hint = "remove it: only a short call that never calls back can have it";

    /// <summary>Whether the garbage collector can wait for the calls; if not, that is reported.</summary>
    public static bool IsPossible(FunctionPlan plan, EmissionContext context)
    {
        string? reason = plan.IsHard ? "its calls go through the run time"
            : Callback(plan.First.Type) is { } callback ? $"C could call back through {callback}"
            : null;
        if (reason is not null)
        {
            context.Report(GenerationDescriptors.BadAnnotation, plan.Declaration, $"'{Annotation}' of '{plan.Name}' has no effect: {reason}", Hint);
        }

        return reason is null;
    }

    private static string? Callback(CFunctionType type)
    {
        for (int i = 0; i < type.Parameters.Count; i++)
        {
            if (LeadsToFunction(type.Parameters[i], []))
            {
                return $"'{type.Parameters[i].CName}'";
            }
        }

        return null;
    }

    // By any path from the argument: pointers, arrays, members.
    private static bool LeadsToFunction(CType type, HashSet<CType> seen) => type.Unqualified switch
    {
        CFunctionType => true,
        CPointerType pointer => LeadsToFunction(pointer.Item, seen),
        CArrayType array => LeadsToFunction(array.Item, seen),
        CRecordType record when seen.Add(record) => record.Members.Any(member => LeadsToFunction(member.Type, seen)),
        _ => false,
    };
}
