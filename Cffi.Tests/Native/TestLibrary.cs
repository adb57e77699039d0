namespace Cffi.Tests.Native;

/// <summary>The tests' own C library: compiled once per run, declared with the text that it is compiled from where possible.</summary>
internal static class TestLibrary
{
    private static readonly TemporaryFolder Folder = new();

    public static Ffi Own { get; } = Declare();

    /// <summary>Where the compiled library is.</summary>
    public static string FilePath { get; } = Compile();

    public static CLibrary Lib { get; } = Own.Dlopen(FilePath);

    private static string Compile()
    {
        AppDomain.CurrentDomain.ProcessExit += static (_, _) => Folder.Dispose();
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
