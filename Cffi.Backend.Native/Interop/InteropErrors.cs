using Cffi.Backend.Native.Memory;

namespace Cffi.Interop;

/// <summary>Makes the exceptions of generated bindings: one id and one wording each.</summary>
internal static class InteropErrors
{
    public static CffiNullPointerException NullPointer(Type type) =>
        new("CFFI7082", $"cannot dereference a null pointer to '{type.Name}'");

    public static CffiTypeException NoDistance(Type type, long bytes, long size) =>
        new("CFFI7004", $"cannot subtract from a pointer to '{type.Name}'; {ElementCount.Refusal(bytes, size)}");

    public static CffiNullPointerException NullFunction() => new("CFFI7082", "cannot call a null function pointer");

    public static CffiUnsupportedException NotInPlace(Type type) =>
        new("CFFI7085", $"the layout of '{type.Name}' differs between platforms, and on {Target.Current.Name} C's type is smaller than the C# struct; use Load and Store");

    public static CffiUnsupportedException Layout(string record, string difference) =>
        new("CFFI7080", $"the C# struct of '{record}' does not have C's layout on {Target.Current.Name}: {difference}");

    public static CffiUnsupportedException NotCompiledHere(string name, IEnumerable<int> targets) => new(
        "CFFI7081",
        $"'{name}' cannot be used on {Target.Current.Name}: its module was compiled for {string.Join(", ", targets.Select(static index => Target.All[index].Name))}; add the platform to RuntimeIdentifiers in the project of the module");

    public static CffiUnsupportedException GeneratedBefore() =>
        new("CFFI7081", $"these bindings have no values for {Target.Current.Name}: an older version of Cffi generated them; generate them again");

    /// <summary>Refuses bindings that another version of Cffi generated, if they do not fit this one.</summary>
    /// <param name="version">The version of the generated code.</param>
    /// <param name="index">The index of this platform.</param>
    public static void ThrowIfOtherVersion(int version, int index)
    {
        if (version > GeneratedCode.Version)
        {
            throw new CffiUnsupportedException("CFFI7086", $"a newer version of Cffi generated these bindings (version {version}; this one knows versions up to {GeneratedCode.Version}); update the package Cffi, or generate them again");
        }

        if (index >= GeneratedCode.PlatformsOf(version))
        {
            throw GeneratedBefore();
        }
    }

    public static CffiIndexException Lengths(long length, long other) =>
        new("CFFI7084", $"C takes one length, but the spans have {length} and {other} elements; pass spans of one length");
}
