using System.Buffers.Binary;
using Cffi.Backend.Native.Api.Stubs;

namespace Cffi.Backend.Native.Api.Objects;

/// <summary>The facts that a compiled stub holds as constant data.</summary>
internal sealed class ObjectFacts
{
    private readonly ElfObject file;
    private readonly ReadOnlyMemory<byte> table;
    private readonly Dictionary<long, long> signs = [];

    /// <summary>Reads a compiled stub.</summary>
    /// <param name="bytes">The object file.</param>
    /// <param name="count">The number of facts that the stub asks for.</param>
    /// <exception cref="CompilationException">The object is no such stub.</exception>
    public ObjectFacts(byte[] bytes, int count)
    {
        file = ElfObject.Read(bytes);
        table = file.Symbol(StubText.FactsSymbol);
        if (table.Length < count * sizeof(long))
        {
            throw BuildErrors.BadObject("its table of facts is missing or too short");
        }

        ReadOnlySpan<byte> pairs = file.Section(StubText.SignsSection).Span;
        for (int at = 0; at + 16 <= pairs.Length; at += 16)
        {
            signs[BinaryPrimitives.ReadInt64LittleEndian(pairs[at..])] = BinaryPrimitives.ReadInt64LittleEndian(pairs[(at + 8)..]);
        }
    }

    /// <summary>A fact of the table.</summary>
    public long this[int slot] => BinaryPrimitives.ReadInt64LittleEndian(table.Span[(slot * sizeof(long))..]);

    /// <summary>The bytes of an object that the stub defines.</summary>
    public ReadOnlySpan<byte> Object(string symbol) => file.Symbol(symbol).Span;

    /// <summary>Whether a bit-field is signed; null where the compiler did not fold the question.</summary>
    public bool? SignOf(int slot) => signs.TryGetValue(slot, out long sign) && sign is 0 or 1 ? sign == 1 : null;
}
