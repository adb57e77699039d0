using System.Text;

namespace Cffi.Parser.Lexing;

/// <summary>
/// A text whose lines are joined at backslashes (C11 5.1.1.2, phase 2), with a map to the
/// offsets of the original text.
/// </summary>
internal sealed class SplicedText
{
    private readonly List<int> joints;
    private readonly List<int> removed;

    private SplicedText(string text, List<int> joints, List<int> removed)
    {
        Text = text;
        this.joints = joints;
        this.removed = removed;
    }

    /// <summary>The characters after joining.</summary>
    public string Text { get; }

    /// <summary>The joined text; null if no line is joined, which is the usual case.</summary>
    public static SplicedText? Of(string text)
    {
        int backslash = text.IndexOf('\\');
        if (backslash < 0)
        {
            return null;
        }

        StringBuilder? spliced = null;
        var joints = new List<int>();
        var removed = new List<int>();
        int copied = 0;
        while (backslash >= 0)
        {
            int end = EndOfJoint(text, backslash);
            if (end >= 0)
            {
                spliced ??= new StringBuilder(text.Length);
                spliced.Append(text, copied, backslash - copied);
                copied = end;
                joints.Add(spliced.Length);
                removed.Add(end - spliced.Length);
            }

            int next = Math.Max(end, backslash + 1);
            backslash = next < text.Length ? text.IndexOf('\\', next) : -1;
        }

        return spliced is null ? null : new SplicedText(spliced.Append(text, copied, text.Length - copied).ToString(), joints, removed);
    }

    /// <summary>The offset of a character in the original text.</summary>
    public int OriginalOf(int offset)
    {
        int low = 0;
        int high = joints.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = joints[middle] <= offset ? (middle + 1, high) : (low, middle);
        }

        return low == 0 ? offset : offset + removed[low - 1];
    }

    // The offset after the end of the line, if only blanks follow the backslash, as GCC allows; otherwise -1.
    private static int EndOfJoint(string text, int backslash)
    {
        int next = backslash + 1;
        while (next < text.Length && text[next] is ' ' or '\t')
        {
            next++;
        }

        return next == text.Length ? next
            : text[next] == '\n' ? next + 1
            : text[next] == '\r' ? next + (next + 1 < text.Length && text[next + 1] == '\n' ? 2 : 1)
            : -1;
    }
}
