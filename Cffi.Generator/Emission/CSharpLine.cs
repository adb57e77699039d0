using System.Runtime.CompilerServices;

namespace Cffi.Generator.Emission;

/// <summary>An interpolated string that is written to the file piece by piece: most of the file is such lines, and no string is made of them.</summary>
[InterpolatedStringHandler]
internal readonly ref struct CSharpLine
{
    private readonly CSharpWriter writer;

    /// <summary>Begins the line.</summary>
    /// <param name="literalLength">What the C# compiler says of the string; not of use here.</param>
    /// <param name="formattedCount">The same.</param>
    /// <param name="writer">Gets the pieces.</param>
    public CSharpLine(int literalLength, int formattedCount, CSharpWriter writer)
    {
        this.writer = writer;
        writer.Begin();
    }

    public void AppendLiteral(string text) => writer.Append(text);

    public void AppendFormatted(string? text) => writer.Append(text);

    public void AppendFormatted(long number) => writer.Append(number);
}
