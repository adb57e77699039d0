using Cffi.Generator.Emission.Types;
using Cffi.Generator.Emission.Writing;

namespace Cffi.Generator.Emission.Records;

/// <summary>Writes the types of arrays that are members.</summary>
internal static class InlineArrayWriter
{
    public static void Write(CSharpWriter writer, InlineArrayType array)
    {
        writer.Gap();
        string what = array.IsText ? FormattableString.Invariant($"A string of at most {array.Length} bytes in a struct. It converts to a string and to a span.") : FormattableString.Invariant($"An array of {array.Length} elements in a struct. It converts to a span.");
        writer.Line($"/// <summary>{what}</summary>");
        writer.Line(FormattableString.Invariant($"[{Namespaces.Compiler}InlineArray({array.Length})]"));
        writer.Open($"public struct {array.Name}");
        writer.Line($"private {array.Element} first;");
        if (array.IsText)
        {
            writer.Gap();
            writer.Line("/// <summary>The text up to the NUL or the end of the array. Invalid UTF-8 becomes U+FFFD.</summary>");
            writer.Line($"public override readonly string ToString() => {Namespaces.Interop}CPortable.Text({Namespaces.Interop}CPortable.Bytes(in this));");
            writer.Gap();
            writer.Line("/// <summary>The text as a string.</summary>");
            writer.Line($"public static implicit operator string({array.Name} text) => text.ToString();");
        }

        writer.Close();
    }
}
