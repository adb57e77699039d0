using System.Buffers;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace Cffi.Generator.Emission;

/// <summary>Writes indented C# text with line feeds.</summary>
/// <remarks>
/// The memory is reused: allocating new memory for a large file each time would take longer than all other work,
/// because the collector copies it.
/// </remarks>
internal sealed class CSharpWriter
{
    private const int LeastCapacity = 1 << 14;
    private const int MostAtOnce = 1 << 24;
    private const string Blanks = "                                                                ";
    private static readonly string[] Digits = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];
    private char[] text;
    private int length;
    private int depth;
    private bool isFirstInBlock = true;

    /// <summary>Makes a writer.</summary>
    /// <param name="expected">The approximate number of characters.</param>
    public CSharpWriter(long expected) => text = ArrayPool<char>.Shared.Rent((int)Math.Min(Math.Max(expected, LeastCapacity), MostAtOnce));

    /// <summary>Writes an empty line.</summary>
    public void Line()
    {
        Append('\n');
        isFirstInBlock = false;
    }

    /// <summary>Writes a line; an empty one stays empty.</summary>
    public void Line(string line)
    {
        if (line.Length > 0)
        {
            Begin().Append(line);
        }

        Line();
    }

    /// <summary>Writes a line that is not empty.</summary>
    public void Line([InterpolatedStringHandlerArgument("")] ref CSharpLine line) => Line();

    /// <summary>Begins a line that is not empty. Appended text belongs to the line until <see cref="Line()"/> ends it.</summary>
    public CSharpWriter Begin()
    {
        int blanks = depth * 4;
        while (blanks > Blanks.Length)
        {
            Append(Blanks);
            blanks -= Blanks.Length;
        }

        return Append(Blanks, 0, blanks);
    }

    /// <summary>Writes a piece of a line.</summary>
    public CSharpWriter Append(string? piece) => piece is null ? this : Append(piece, 0, piece.Length);

    /// <summary>Writes a piece of a line: part of a string.</summary>
    public CSharpWriter Append(string piece, int start, int count)
    {
        if (count > text.Length - length)
        {
            Grow(count);
        }

        piece.CopyTo(start, text, length, count);
        length += count;
        return this;
    }

    /// <summary>Writes a number.</summary>
    public CSharpWriter Append(long number) => Append(number is >= 0 and <= 9 ? Digits[number] : number.ToString(CultureInfo.InvariantCulture));

    /// <summary>Writes a character.</summary>
    public CSharpWriter Append(char character)
    {
        if (length == text.Length)
        {
            Grow(1);
        }

        text[length++] = character;
        return this;
    }

    /// <summary>Writes a separating empty line, except at the beginning of a block.</summary>
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

    /// <summary>Writes lines with a deeper indentation.</summary>
    public void Indented(string line)
    {
        depth++;
        Line(line);
        depth--;
    }

    /// <summary>The complete text. The writer cannot be used afterwards.</summary>
    public string Finish()
    {
        string all = new(text, 0, length);
        ArrayPool<char>.Shared.Return(text);
        text = [];
        length = 0;
        return all;
    }

    private void Grow(int count)
    {
        char[] larger = ArrayPool<char>.Shared.Rent(Math.Max(checked(length + count), (int)Math.Min(text.Length * 2L, int.MaxValue / 2)));
        Array.Copy(text, larger, length);
        ArrayPool<char>.Shared.Return(text);
        text = larger;
    }

    /// <summary>Opens a block without a header.</summary>
    public void OpenBlock()
    {
        Line("{");
        depth++;
        isFirstInBlock = true;
    }
}
