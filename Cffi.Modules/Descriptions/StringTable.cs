namespace Cffi.Modules.Descriptions;

/// <summary>The strings of a description, each once.</summary>
internal sealed class StringTable
{
    private readonly Dictionary<string, int> places = [];

    public IEnumerable<string> All => places.Keys;

    public int Count => places.Count;

    public int Add(string text)
    {
        if (!places.TryGetValue(text, out int place))
        {
            places.Add(text, place = places.Count);
        }

        return place;
    }
}
