using Cffi.Generator.Emission.Types;

namespace Cffi.Generator.Emission.Records;

/// <summary>Decides the public form of a member.</summary>
internal static class MemberForm
{
    /// <summary>Whether the field itself is public.</summary>
    public static bool IsPublicField(Slot slot, FormTable forms, Target target) =>
        slot is { Member.Name: not null, Form.IsPlainField: true } && SpanElement(slot, forms, target) is null;

    /// <summary>For an array whose public element type differs from the field type: the public type; otherwise null.</summary>
    public static string? SpanElement(Slot slot, FormTable forms, Target target) =>
        slot.Member?.Type.Unqualified is CArrayType array && slot.Form.IsPlainField && forms.Of(array.Item, target) is { Element: { } element } item && element != item.Field
            ? element
            : null;

    /// <summary>The public C# type of a named member, and the kind of access.</summary>
    public static (string Type, ExposureKind Kind) Of(Slot slot, FormTable forms, Target target) =>
        SpanElement(slot, forms, target) is { } element ? ($"global::System.Span<{element}>", ExposureKind.Span)
        : slot.Form.IsPlainField ? (slot.Form.Field, ExposureKind.Reference)
        : slot.Form.Element is not null ? (slot.Form.Public, ExposureKind.Value)
        : ("global::System.Span<byte>", ExposureKind.Span);
}
