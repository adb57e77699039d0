using Cffi.Modules.Errors;

namespace Cffi.Modules.Objects;

/// <summary>The defined objects of a relocatable file: names and bytes. The file is neither run nor mapped, so its machine does not matter.</summary>
/// <param name="file">The file's bytes.</param>
/// <param name="target">The target of the compilation.</param>
internal sealed class ObjectFile(byte[] file, Target? target)
{
    private readonly Dictionary<string, ObjectSymbol> symbols = [];

    /// <summary>The target that it was compiled for; null for an unknown machine.</summary>
    public Target? Target => target;

    /// <summary>Reads an object of ELF, COFF or Mach-O.</summary>
    /// <exception cref="CompilationException">The file is none of these, or is damaged.</exception>
    public static ObjectFile Read(byte[] file) => ElfReader.Recognizes(file) ? new ElfReader(file).Read()
        : CoffReader.Recognizes(file) ? new CoffReader(file).Read()
        : MachOReader.Recognizes(file) ? new MachOReader(file).Read()
        : throw BuildErrors.BadObject("it is neither a little-endian ELF object nor a COFF object of Windows nor a Mach-O object of 64 bits");

    /// <summary>Adds an object that the file defines.</summary>
    public void Add(string name, ObjectSymbol symbol) => symbols[name] = symbol;

    /// <summary>The bytes from the start of an object.</summary>
    /// <param name="name">The object, as C names it.</param>
    /// <param name="size">How many bytes.</param>
    /// <exception cref="CompilationException">The file does not define the object, or the object is smaller.</exception>
    public ReadOnlySpan<byte> Bytes(string name, long size)
    {
        if (!symbols.TryGetValue(name, out ObjectSymbol symbol) || size < 0 || size > symbol.Remaining)
        {
            throw BuildErrors.BadObject($"'{name}' is missing or too short");
        }

        // Zeros are not stored. Stubs have no object of zeros of that size.
        return symbol.Offset < 0 ? new byte[Math.Min(size, 1 << 24)] : file.AsSpan((int)symbol.Offset, (int)size);
    }

    /// <summary>The machine code of a function.</summary>
    /// <param name="name">The function, as C names it.</param>
    /// <exception cref="CompilationException">The file does not define the function, or does not contain its code.</exception>
    public ReadOnlySpan<byte> Code(string name) => symbols.TryGetValue(name, out ObjectSymbol symbol) && symbol is { Size: > 0, Offset: >= 0 }
        ? Bytes(name, symbol.Size)
        : throw BuildErrors.BadObject($"'{name}' has no code");
}
