using Cffi.Modules.Cache;
using Cffi.Modules.Compilers;
using Cffi.Tests.Native;

namespace Cffi.Tests.Api;

/// <summary>Compiles modules for tests, with a cache that only this test run uses.</summary>
internal static class ApiFixture
{
    private static readonly TemporaryFolder Folder = TemporaryFolder.UntilExit();

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

    /// <summary>The first compiler of these names that this machine has; the test is ignored if it has none.</summary>
    public static string Require(params string[] names)
    {
        string? found = names.FirstOrDefault(static name => Compiler.Locate(name) is not null);
        if (found is null)
        {
            Assert.Ignore($"{names[0]} is not on the PATH: eng/install-deps.sh installs it.");
        }

        return found!;
    }
}
