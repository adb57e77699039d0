using Cffi.Core.CallPlans;

namespace Cffi.Generator.Emission.Records;

/// <summary>Finds the records that the .NET runtime may pass by value in other registers than C.</summary>
/// <remarks>
/// The runtime classifies the fields of the C# struct, which are C's members except for bit-fields and members without
/// bytes. If these fields have other classes than <see cref="SystemVX64Classifier"/> finds for the C record, the call goes
/// through the run time. So do undocumented cases: eightbytes without a field, bit-fields and arrays of size 0
/// beside floating-point numbers, and unions of floating-point numbers on Arm (C may see a homogeneous aggregate, AAPCS64
/// 5.9.5).
/// </remarks>
internal static class PassingRules
{
    /// <summary>Whether the struct must not be in the signature of a function pointer.</summary>
    public static bool AreUncertain(RecordShape shape)
    {
        foreach (Target target in shape.Targets)
        {
            if (AreUncertain(shape.On(target)))
            {
                return true;
            }
        }

        return false;
    }

    // Only C knows the registers of a partial record.
    private static bool AreUncertain(RecordDraft draft) =>
        IsPartial(draft.Record) || draft.Layout.HasFlexibleArrayMember || draft.Layout.Fields.Any(static field => IsUncertain(field.Member)) || (draft.Record.IsUnion && HasFloating(draft.Record)) || (HasFloating(draft.Record) && HasNothing(draft.Record))
        || (draft.Target.Calling == CallingStandard.SystemVX64 && draft.Layout.Room.Size <= SystemVX64Classifier.LargestInRegisters && HasOtherClasses(draft));

    private static bool IsUncertain(CMember member) => IsUnnamedBitField(member) || ContainedTypes.Any(
        member.Type, static part => part is CRecordType record && ((record.IsUnion && HasFloating(record)) || record.Members.Any(IsUnnamedBitField)));

    private static bool IsUnnamedBitField(CMember member) => member is { BitWidth: > 0, Name: null };

    private static bool IsPartial(CType type) => ContainedTypes.Any(type, static part => part is CRecordType { IsPartial: true });

    private static bool HasFloating(CType type) => ContainedTypes.Any(type, static part => part is CPrimitiveType { IsFloating: true } or CComplexType);

    // Arrays without elements and records without members: GCC looks at the types of some of them.
    private static bool HasNothing(CType type) => ContainedTypes.Any(
        type, static part => part is CArrayType { Length: { IsKnown: true, Count: 0 } } or CRecordType { Members.Count: 0 });

    // Types without registers always go through the run time.
    private static bool HasOtherClasses(RecordDraft draft)
    {
        if (draft.Slots.Exists(static slot => slot.Form.IsHard))
        {
            return true;
        }

        SystemVX64Classification classes = SystemVX64Classifier.Classify(draft.Record, draft.Target);
        return classes != SystemVX64Classifier.Classify(draft.Layout.Room, draft.Slots.Select(FieldOf), draft.Target)
            || classes.HasEightbyteWithoutField;
    }

    // Bit-fields share an integer, or bytes.
    private static (CType Type, long Offset) FieldOf(Slot slot) =>
        (slot.Member?.Type ?? CPrimitiveType.Of(CPrimitiveKind.UChar).ArrayOf(slot.Form.Room.Size), slot.Offset);
}
