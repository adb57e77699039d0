namespace Cffi.Tests.Native;

/// <summary>The C library of the tests. It is compiled once per run. If possible, one text is compiled and declared.</summary>
internal static class TestLibrary
{
    private static readonly TemporaryFolder Folder = TemporaryFolder.UntilExit();

    public static Ffi Own { get; } = Declare();

    /// <summary>The path of the compiled library.</summary>
    public static string FilePath { get; } = Compile();

    public static CLibrary Lib { get; } = Own.Dlopen(FilePath);

    private static string Compile()
    {
        string path = Folder.File("libcffitests.so");
        CCompiler.Gcc.CompileLibrary(Sources.Read("records.h") + Sources.Read("functions.c") + Sources.Read("callbacks.c") + Sources.Read("stress.c"), path, "-O1", "-pthread");
        return path;
    }

    private static Ffi Declare()
    {
        var ffi = new Ffi();
        ffi.Cdef(Sources.Read("records.h"));
        ffi.Cdef(Sources.Read("functions.h"));
        ffi.Cdef(Sources.Read("callbacks.h"));
        ffi.Cdef(Sources.Read("stress.h"));
        return ffi;
    }
}
