using Cffi.Generator.Emission.Types;

namespace Cffi.Generator.Emission.Records;

/// <summary>Decides how a member is seen from outside.</summary>
internal static class MemberForm
{
    /// <summary>Whether the field itself is public.</summary>
    public static bool IsPublicField(Slot slot, FormTable forms, Target target) =>
        slot is { Member.Name: not null, Form.IsPlainField: true } && SpanElement(slot, forms, target) is null;

    /// <summary>For an array whose elements are shown as another type than they have as fields: that type; else null.</summary>
    public static string? SpanElement(Slot slot, FormTable forms, Target target) =>
        slot.Member?.Type.Unqualified is CArrayType array && slot.Form.IsPlainField && forms.Of(array.Item, target) is { Element: { } element } item && element != item.Field
            ? element
            : null;

    /// <summary>The C# type under which a named member is seen, and how.</summary>
    public static (string Type, ExposureKind Kind) Of(Slot slot, FormTable forms, Target target) =>
        SpanElement(slot, forms, target) is { } element ? ($"global::System.Span<{element}>", ExposureKind.Span)
        : slot.Form.IsPlainField ? (slot.Form.Field, ExposureKind.Reference)
        : slot.Form.Element is not null ? (slot.Form.Public, ExposureKind.Value)
        : ("global::System.Span<byte>", ExposureKind.Span);
}
