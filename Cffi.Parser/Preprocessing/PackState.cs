namespace Cffi.Parser.Preprocessing;

/// <summary>Which packing <c>#pragma pack</c> asks for, while a text is read.</summary>
internal sealed class PackState
{
    private readonly List<int> pushed = [];

    public PackState(int initial)
    {
        Initial = initial;
        Current = initial;
    }

    /// <summary>The packing before the first pragma.</summary>
    public int Initial { get; }

    /// <summary>The packing here, in bytes; 0 for none.</summary>
    public int Current { get; private set; }

    public void Set(int pack) => Current = pack;

    public void Push() => pushed.Add(Current);

    /// <summary>Goes back to what was pushed; false where nothing was.</summary>
    public bool Pop()
    {
        if (pushed.Count == 0)
        {
            return false;
        }

        Current = pushed[pushed.Count - 1];
        pushed.RemoveAt(pushed.Count - 1);
        return true;
    }
}
