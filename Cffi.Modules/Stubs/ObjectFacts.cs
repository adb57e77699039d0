using System.Buffers.Binary;
using Cffi.Modules.Objects;

namespace Cffi.Modules.Stubs;

/// <summary>The facts that a compiled stub contains as constant data.</summary>
internal sealed class ObjectFacts
{
    private readonly ObjectFile file;
    private readonly byte[] table;

    /// <summary>Reads a compiled stub.</summary>
    /// <param name="file">The object file.</param>
    /// <param name="count">The number of facts that the stub asks for.</param>
    /// <exception cref="CompilationException">The object is not such a stub.</exception>
    public ObjectFacts(ObjectFile file, int count)
    {
        this.file = file;
        table = file.Bytes(StubText.FactsSymbol, count * (long)sizeof(long)).ToArray();
    }

    /// <summary>A fact of the table.</summary>
    public long this[int slot] => BinaryPrimitives.ReadInt64LittleEndian(table.AsSpan(slot * sizeof(long)));

    /// <summary>The bytes of an object that the stub defines.</summary>
    /// <param name="symbol">The object's name.</param>
    /// <param name="size">Its size in bytes, which is a fact too, because not every object format has it.</param>
    /// <exception cref="CompilationException">The stub does not define the symbol.</exception>
    public ReadOnlySpan<byte> Object(string symbol, long size) => file.Bytes(symbol, size);

    /// <summary>The machine code of a function that the stub defines; COFF does not have its size.</summary>
    /// <param name="symbol">The function's name.</param>
    /// <exception cref="CompilationException">The stub does not define the symbol.</exception>
    public ReadOnlySpan<byte> Code(string symbol) => file.Code(symbol);
}
