namespace Cffi.Parser.Preprocessing;

/// <summary>The current packing of <c>#pragma pack</c>, while a text is read.</summary>
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

    /// <summary>The current packing in bytes; 0 for none.</summary>
    public int Current { get; private set; }

    public void Set(int pack) => Current = pack;

    /// <summary>Saves the packing, with or without a name.</summary>
    public void Push(string? name) => pushed.Add(new Pushed(Current, name));

    /// <summary>Restores the packing that was pushed last, or with a name; returns false if there is none.</summary>
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
