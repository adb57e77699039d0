using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Cffi.Generator.Emission;

/// <summary>Writes indented C# text with line feeds.</summary>
internal sealed class CSharpWriter
{
    private static readonly string[] Digits = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];
    private readonly StringBuilder text = new();
    private int depth;
    private bool isFirstInBlock = true;

    /// <summary>Writes an empty line.</summary>
    public void Line()
    {
        text.Append('\n');
        isFirstInBlock = false;
    }

    /// <summary>Writes a line; an empty one stays empty.</summary>
    public void Line(string line)
    {
        if (line.Length > 0)
        {
            text.Append(' ', depth * 4).Append(line);
        }

        Line();
    }

    /// <summary>Writes a line that is not empty.</summary>
    public void Line([InterpolatedStringHandlerArgument("")] ref CSharpLine line) => Line();

    /// <summary>Begins a line that is not empty; what is appended belongs to it until <see cref="Line()"/> ends it.</summary>
    public CSharpWriter Begin()
    {
        text.Append(' ', depth * 4);
        return this;
    }

    /// <summary>Writes a piece of a line.</summary>
    public CSharpWriter Append(string? piece)
    {
        text.Append(piece);
        return this;
    }

    /// <summary>Writes a piece of a line: part of a string.</summary>
    public CSharpWriter Append(string piece, int start, int length)
    {
        text.Append(piece, start, length);
        return this;
    }

    /// <summary>Writes a number.</summary>
    public CSharpWriter Append(long number) => Append(number is >= 0 and <= 9 ? Digits[number] : number.ToString(CultureInfo.InvariantCulture));

    /// <summary>Writes a character.</summary>
    public CSharpWriter Append(char character)
    {
        text.Append(character);
        return this;
    }

    /// <summary>Parts what follows from what is before, except at the beginning of a block.</summary>
    public void Gap()
    {
        if (!isFirstInBlock)
        {
            Line();
        }

        isFirstInBlock = true;
    }

    /// <summary>Writes a header and opens its block.</summary>
    public void Open(string header)
    {
        Line(header);
        OpenBlock();
    }

    /// <summary>Writes a header, which is not empty, and opens its block.</summary>
    public void Open([InterpolatedStringHandlerArgument("")] ref CSharpLine header) => OpenAfterLine();

    /// <summary>Ends the line of a header and opens its block.</summary>
    public void OpenAfterLine()
    {
        Line();
        OpenBlock();
    }

    /// <summary>Closes the innermost block.</summary>
    public void Close(string after = "")
    {
        depth--;
        Begin().Append('}').Append(after).Line();
    }

    /// <summary>Writes lines deeper than what is around them.</summary>
    public void Indented(string line)
    {
        depth++;
        Line(line);
        depth--;
    }

    /// <summary>All that has been written.</summary>
    public override string ToString() => text.ToString();

    private void OpenBlock()
    {
        Line("{");
        depth++;
        isFirstInBlock = true;
    }
}
