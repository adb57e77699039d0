using System.Runtime.CompilerServices;

namespace Cffi.Generator.Emission;

/// <summary>An interpolated string that is written to the file piece by piece. Most lines of the file are of this kind, and no string is allocated for them.</summary>
[InterpolatedStringHandler]
internal readonly ref struct CSharpLine
{
    private readonly CSharpWriter writer;

    /// <summary>Begins the line.</summary>
    /// <param name="literalLength">Required by the C# compiler; not used.</param>
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
