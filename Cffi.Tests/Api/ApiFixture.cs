using Cffi.Tests.Native;

namespace Cffi.Tests.Api;

/// <summary>Modules compiled by tests, in a cache of the test run's own.</summary>
internal static class ApiFixture
{
    private static readonly TemporaryFolder Folder = new();

    static ApiFixture()
    {
        AppDomain.CurrentDomain.ProcessExit += static (_, _) => Folder.Dispose();
    }

    /// <summary>The cache of the test run.</summary>
    public static string Cache => Folder.File("cache");

    /// <summary>Options that keep modules in the test run's cache.</summary>
    public static BuildOptions Options => new() { CacheFolder = Cache };

    /// <summary>Declares and compiles.</summary>
    public static CLibrary Compile(string declarations, string prelude) => Compile(declarations, prelude, out _);

    /// <summary>Declares and compiles.</summary>
    public static CLibrary Compile(string declarations, string prelude, out Ffi ffi)
    {
        ffi = new Ffi();
        ffi.Cdef(declarations);
        return ffi.Verify(prelude, Options);
    }

    /// <summary>What the compiler has against declarations: one <c>id: message</c> each.</summary>
    public static string[] Differences(string declarations, string prelude)
    {
        VerificationException error = Assert.Throws<VerificationException>(() => Compile(declarations, prelude).Dispose())!;
        return [.. error.Diagnostics.Select(static d => $"{d.Id}: {d.Message}")];
    }
}
