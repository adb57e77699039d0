using Cffi.Generator.Emission.Functions;
using Cffi.Generator.Emission.Reading;
using Cffi.Generator.Emission.Types;

namespace Cffi.Generator.Emission.Records;

/// <summary>Finds the structs that must have C's layout before a function or variable is used.</summary>
internal sealed class LayoutNeeds(EmissionContext context)
{
    private static readonly List<string> NoNames = [];

    /// <summary>The C# names of the structs that a function passes, by value or by pointer.</summary>
    public IReadOnlyList<string> Needed(FunctionPlan plan)
    {
        List<string>? needed = null;
        (TargetSet targets, Passing passing) = plan.ByTarget[0];
        foreach (CType type in passing.Type.Parameters)
        {
            Add(type, targets.First, ref needed);
        }

        Add(passing.Type.Result, targets.First, ref needed);
        return needed ?? NoNames;
    }

    /// <summary>The C# names of the structs in a type.</summary>
    public IReadOnlyList<string> Needed(CType type, Target target)
    {
        List<string>? needed = null;
        Add(type, target, ref needed);
        return needed ?? NoNames;
    }

    private void Add(CType type, Target target, ref List<string>? needed)
    {
        CType item = type.Unqualified;
        while (item is CPointerType or CArrayType)
        {
            item = (item is CPointerType pointer ? pointer.Item : ((CArrayType)item).Item).Unqualified;
        }

        if (item is not CRecordType record || context.Names.Of(record, target) is not { } binding || context.Forms.ShapeOf(binding) is not { } shape || needed?.Contains(binding.Name) == true)
        {
            return;
        }

        (needed ??= []).Add(binding.Name);

        // Nested records have separate layouts.
        if (!shape.Has(target) || shape.IsPortable)
        {
            return;
        }

        foreach (Slot slot in shape.On(target).Slots)
        {
            if (slot.Member is { } member && member.Type.Unqualified is CRecordType or CArrayType)
            {
                Add(member.Type, target, ref needed);
            }
        }
    }
}
