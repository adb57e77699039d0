namespace Cffi.Modules.Descriptions;

/// <summary>The strings of a description, each once.</summary>
internal sealed class StringTable
{
    private readonly Dictionary<string, int> indexes = [];

    public IEnumerable<string> All => indexes.Keys;

    public int Count => indexes.Count;

    public int Add(string text)
    {
        if (!indexes.TryGetValue(text, out int index))
        {
            indexes.Add(text, index = indexes.Count);
        }

        return index;
    }
}
