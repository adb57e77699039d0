namespace Cffi.Parser.Lexing;

/// <summary>
/// One string per identifier, and the kind of every keyword: a token's name costs no allocation from its second
/// occurrence on.
/// </summary>
internal sealed class NameTable
{
    private const int FirstCapacity = 512;
    private Entry?[] buckets = new Entry?[FirstCapacity];
    private int count;

    public NameTable()
    {
        foreach (Keyword keyword in Keywords.All)
        {
            Add(keyword.Text, Hash(keyword.Text, 0, keyword.Text.Length), keyword.Kind);
        }
    }

    /// <summary>The name at a place in a text, and what kind of token it is.</summary>
    public string Find(string source, int start, int length, out TokenKind kind)
    {
        uint hash = Hash(source, start, length);
        for (Entry? entry = buckets[hash & (uint)(buckets.Length - 1)]; entry is not null; entry = entry.Next)
        {
            if (entry.Hash == hash && IsAt(entry.Text, source, start, length))
            {
                kind = entry.Kind;
                return entry.Text;
            }
        }

        kind = TokenKind.Identifier;
        return Add(source.Substring(start, length), hash, kind).Text;
    }

    private Entry Add(string text, uint hash, TokenKind kind)
    {
        if (++count > buckets.Length)
        {
            Grow();
        }

        ref Entry? bucket = ref buckets[hash & (uint)(buckets.Length - 1)];
        return bucket = new Entry(text, hash, kind) { Next = bucket };
    }

    private void Grow()
    {
        var larger = new Entry?[buckets.Length * 2];
        foreach (Entry? head in buckets)
        {
            for (Entry? entry = head; entry is not null;)
            {
                Entry? next = entry.Next;
                ref Entry? bucket = ref larger[entry.Hash & (uint)(larger.Length - 1)];
                entry.Next = bucket;
                bucket = entry;
                entry = next;
            }
        }

        buckets = larger;
    }

    // Names are short: the framework's comparison of parts of strings takes longer to start than this to end.
    private static bool IsAt(string name, string source, int start, int length)
    {
        if (name.Length != length)
        {
            return false;
        }

        for (int i = 0; i < name.Length; i++)
        {
            if (name[i] != source[start + i])
            {
                return false;
            }
        }

        return true;
    }

    // FNV-1a.
    private static uint Hash(string source, int start, int length)
    {
        uint hash = 2166136261;
        for (int i = start; i < start + length; i++)
        {
            hash = (hash ^ source[i]) * 16777619;
        }

        return hash ^ (hash >> 15);
    }

    private sealed class Entry(string text, uint hash, TokenKind kind)
    {
        public string Text { get; } = text;

        public uint Hash { get; } = hash;

        public TokenKind Kind { get; } = kind;

        public Entry? Next { get; set; }
    }
}
