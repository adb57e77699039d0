using Cffi.Generator.Emission.Types;
using Cffi.Generator.Emission.Writing;

namespace Cffi.Generator.Emission.Records;

/// <summary>Writes the types of arrays that are members.</summary>
internal static class InlineArrayWriter
{
    public static void Write(CSharpWriter writer, InlineArrayType array)
    {
        writer.Gap();
        writer.Line(FormattableString.Invariant($"/// <summary>An array of {array.Length} in a struct; it converts to a span.</summary>"));
        writer.Line(FormattableString.Invariant($"[{Namespaces.Compiler}InlineArray({array.Length})]"));
        writer.Open($"public struct {array.Name}");
        writer.Line($"private {array.Element} first;");
        writer.Close();
    }
}
