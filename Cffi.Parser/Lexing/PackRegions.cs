namespace Cffi.Parser.Lexing;

/// <summary>Which packing <c>#pragma pack</c> asks for at each place of a text.</summary>
internal sealed class PackRegions
{
    private readonly List<(int Start, int Pack)> regions = [];
    private readonly Stack<int> pushed = new();

    public PackRegions(int initial)
    {
        Initial = initial;
        Current = initial;
    }

    /// <summary>The packing before the first pragma.</summary>
    public int Initial { get; }

    /// <summary>The packing after the last pragma, in bytes; 0 for none.</summary>
    public int Current { get; private set; }

    /// <summary>The packing at an offset of the text, in bytes; 0 for none.</summary>
    public int At(int offset)
    {
        int low = 0;
        int high = regions.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = regions[middle].Start <= offset ? (middle + 1, high) : (low, middle);
        }

        return low == 0 ? Initial : regions[low - 1].Pack;
    }

    public void Set(int offset, int pack)
    {
        Current = pack;
        regions.Add((offset, pack));
    }

    public void Push() => pushed.Push(Current);

    /// <summary>Goes back to what was pushed; false where nothing was.</summary>
    public bool Pop(int offset)
    {
        if (pushed.Count == 0)
        {
            return false;
        }

        Set(offset, pushed.Pop());
        return true;
    }
}
