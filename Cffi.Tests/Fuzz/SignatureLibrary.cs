using System.Text;
using Cffi.Tests.Native;

namespace Cffi.Tests.Fuzz;

/// <summary>A batch of cases, compiled to one C library and declared in one text.</summary>
internal sealed unsafe class SignatureLibrary : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public SignatureLibrary(IReadOnlyList<SignatureCase> cases, CCompiler compiler, string optimization, SignatureMode mode = SignatureMode.Abi)
    {
        var source = new StringBuilder(SignatureCase.Prelude);
        var declarations = new StringBuilder();
        foreach (SignatureCase one in cases)
        {
            source.Append(one.Definitions).Append(one.Functions);
            declarations.Append(mode == SignatureMode.ApiPartial ? one.PartialDefinitions : one.Definitions).Append(one.Prototype).Append(";\n");
            declarations.Append(one.IsVariadic ? "" : one.UpcallPrototype + ";\n");
        }

        declarations.Append("extern unsigned char arguments[], result[];\n");
        Declarations = declarations.ToString();
        Ffi.Cdef(Declarations);
        if (mode != SignatureMode.Abi)
        {
            Library = Ffi.Verify(source.ToString(), new BuildOptions { CacheFolder = folder.File("cache"), CompilerArguments = [optimization, .. Sanitizers.Arguments] });
            return;
        }

        string path = folder.File("cases.so");
        compiler.CompileLibrary(source.ToString(), path, optimization);
        Library = Ffi.Dlopen(path);
    }

    /// <summary>The text that declares the cases.</summary>
    public string Declarations { get; }

    public Ffi Ffi { get; } = new();

    public CLibrary Library { get; }

    /// <summary>The library's type for a generated type; records and enums are found by their tags.</summary>
    public CType TypeOf(CType generated) => Ffi.TypeOf(generated.CName);

    /// <summary>The buffer in which the C functions store an argument.</summary>
    // The buffer belongs to the library, and is valid until the library is closed.
    public Span<byte> Argument(int index, int size) =>
        new((byte*)Library.GetAddress("arguments") + (index * SignatureCase.SlotSize), size);

    /// <summary>The buffer in which the C functions store the result.</summary>
    public Span<byte> Result(int size) => new((void*)Library.GetAddress("result"), size);

    public void Dispose()
    {
        Library.Dispose();
        folder.Dispose();
    }
}
