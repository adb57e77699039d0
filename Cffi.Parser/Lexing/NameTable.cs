using System.Runtime.CompilerServices;

namespace Cffi.Parser.Lexing;

/// <summary>
/// One string per identifier, and the kind of every keyword: a token's name needs no allocation from its second
/// occurrence on.
/// </summary>
internal sealed class NameTable
{
    /// <summary>The hash of no characters.</summary>
    public const uint FirstHash = 2166136261;

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

    /// <summary>Whether a name is reserved for the implementation (C11 7.1.3): predefined macros have such names.</summary>
    public static bool IsReserved(string name) => name.Length > 2 && name[0] == '_' && (name[1] == '_' || name[1] is >= 'A' and <= 'Z');

    /// <summary>The name at an offset of a text, and the kind of its token.</summary>
    /// <param name="source">The text.</param>
    /// <param name="start">Where the name starts.</param>
    /// <param name="length">How many characters it has.</param>
    /// <param name="hash">Its hash, made of <see cref="FirstHash"/> and, for each character, <see cref="NextHash"/>.</param>
    /// <param name="kind">The kind of the keyword, or of an identifier.</param>
    public string Find(string source, int start, int length, uint hash, out TokenKind kind)
    {
        for (Entry? entry = Bucket(hash); entry is not null; entry = entry.Next)
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

        ref Entry? bucket = ref Bucket(hash);
        return bucket = new Entry(text, hash, kind) { Next = bucket };
    }

    private void Grow()
    {
        Entry?[] smaller = buckets;
        buckets = new Entry?[smaller.Length * 2];
        foreach (Entry? head in smaller)
        {
            for (Entry? entry = head; entry is not null;)
            {
                Entry? next = entry.Next;
                ref Entry? bucket = ref Bucket(entry.Hash);
                entry.Next = bucket;
                bucket = entry;
                entry = next;
            }
        }
    }

    // Names are short, and the framework's comparison of substrings takes longer than this loop.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
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

    // FNV-1a in steps, for callers that visit the characters anyway.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint NextHash(uint hash, char c) => (hash ^ c) * 16777619;

    /// <summary>The hash of a name.</summary>
    public static uint Hash(string source, int start, int length)
    {
        uint hash = FirstHash;
        for (int i = start; i < start + length; i++)
        {
            hash = NextHash(hash, source[i]);
        }

        return hash;
    }

    // The low bits of a product do not depend on the high bits.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref Entry? Bucket(uint hash) => ref buckets[(hash ^ (hash >> 15)) & (uint)(buckets.Length - 1)];

    private sealed class Entry(string text, uint hash, TokenKind kind)
    {
        public string Text { get; } = text;

        public uint Hash { get; } = hash;

        public TokenKind Kind { get; } = kind;

        public Entry? Next { get; set; }
    }
}
