using Cffi.Core.Abi;

namespace Cffi.Generator.Emission.Records;

/// <summary>Finds the records that the .NET runtime might pass by value in other registers than C does.</summary>
/// <remarks>
/// The runtime classifies the fields of the C# struct, which are C's members but for bit-fields. What it does with
/// eightbytes without a field, with bit-fields that have no name (GCC counts them), and with unions of floating numbers
/// on Arm (C may see a homogeneous aggregate, AAPCS64 5.9.5) is not written down: such records go through the run time.
/// </remarks>
internal static class PassingRules
{
    private const int LargestInRegisters = 16;

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

    private static bool AreUncertain(RecordDraft draft) =>
        draft.Layout.HasFlexibleArrayMember || draft.Layout.Fields.Any(static field => IsUncertain(field.Member)) || (draft.Record.IsUnion && HasFloating(draft.Record))
        || (draft.Target == Target.LinuxX64 && draft.Layout.Room.Size <= LargestInRegisters && HasEmptyEightbyte(draft));

    private static bool IsUncertain(CMember member) => member is { BitWidth: > 0, Name: null } || IsUncertain(member.Type.Unqualified);

    private static bool IsUncertain(CType type) => type switch
    {
        CArrayType array => IsUncertain(array.Item.Unqualified),
        CRecordType record => (record.IsUnion && HasFloating(record)) || record.Members.Any(IsUncertain),
        _ => false,
    };

    private static bool HasFloating(CType type) => type.Unqualified switch
    {
        CPrimitiveType primitive => primitive.IsFloating,
        CComplexType => true,
        CArrayType array => HasFloating(array.Item),
        CRecordType record => record.Members.Any(static member => HasFloating(member.Type)),
        _ => false,
    };

    // Types without registers of their own are hard already.
    private static bool HasEmptyEightbyte(RecordDraft draft)
    {
        if (draft.Slots.Exists(static slot => slot.Form.IsHard))
        {
            return true;
        }

        SystemVX64Classification classes = SystemVX64Classifier.Classify(draft.Record, draft.Target);
        return classes.First == RegisterClass.NoClass || (classes.Second == RegisterClass.NoClass && classes.First != RegisterClass.Memory && draft.Layout.Room.Size > 8);
    }
}
