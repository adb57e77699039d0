namespace Cffi.Parser.Preprocessing;

/// <summary>Which packing <c>#pragma pack</c> asks for, while a text is read.</summary>
internal sealed class PackState
{
    private readonly List<Pushed> pushed = [];

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

    /// <summary>Keeps the packing, under a name or under none.</summary>
    public void Push(string? name) => pushed.Add(new Pushed(Current, name));

    /// <summary>Goes back to what was pushed last, or under a name; false where nothing was.</summary>
    public bool Pop(string? name)
    {
        int index = name is null ? pushed.Count - 1 : pushed.FindLastIndex(item => item.Name == name);
        if (index < 0)
        {
            return false;
        }

        Current = pushed[index].Pack;
        pushed.RemoveRange(index, pushed.Count - index);
        return true;
    }

    private readonly record struct Pushed(int Pack, string? Name);
}
