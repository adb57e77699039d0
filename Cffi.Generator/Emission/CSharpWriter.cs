using System.Text;

namespace Cffi.Generator.Emission;

/// <summary>Writes indented C# text with line feeds.</summary>
internal sealed class CSharpWriter
{
    private readonly StringBuilder text = new();
    private int depth;
    private bool isFirstInBlock = true;

    /// <summary>Writes a line; an empty one stays empty.</summary>
    public void Line(string line = "")
    {
        if (line.Length > 0)
        {
            text.Append(' ', depth * 4).Append(line);
        }

        text.Append('\n');
        isFirstInBlock = false;
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
        Line("{");
        depth++;
        isFirstInBlock = true;
    }

    /// <summary>Closes the innermost block.</summary>
    public void Close(string after = "")
    {
        depth--;
        Line("}" + after);
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
}
