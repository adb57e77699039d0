namespace Cffi.Tests.Api;

/// <summary>Tests of modules that run under each compiler.</summary>
/// <param name="compiler">The compiler; "any" for the one that Cffi finds by default.</param>
public abstract class ApiTests(string compiler)
{
    private static readonly string[] ClangNames = ["clang", "clang-14", "clang-16", "clang-19"];

    /// <summary>Whether the compiler is tcc, which has no complex types, no vectors and no thread-local variables.</summary>
    protected bool IsTiny => compiler == "tcc";

    /// <summary>Whether the compiler is gcc, whose wording the expected messages have.</summary>
    protected bool IsGcc => compiler == "any";

    /// <summary>Options that name the compiler and keep modules in the test run's cache.</summary>
    protected BuildOptions Options => ApiFixture.Options with
    {
        Compiler = compiler == "any" ? null : ApiFixture.Require(compiler == "clang" ? ClangNames : [compiler]),
    };

    /// <summary>Skips a test if the compiler is missing, before the test starts: <c>Assert.Throws</c> reports a skip as a failure.</summary>
    [SetUp]
    public void RequireCompiler() => _ = Options;

    /// <summary>Declares and compiles.</summary>
    protected CLibrary Compile(string declarations, string prelude) => Compile(declarations, prelude, out _);

    /// <summary>Declares and compiles.</summary>
    protected CLibrary Compile(string declarations, string prelude, out Ffi ffi)
    {
        ffi = new Ffi();
        ffi.Cdef(declarations);
        return ffi.Verify(prelude, Options);
    }

    /// <summary>The differences that the compiler finds, each as <c>id: message</c>.</summary>
    protected string[] Differences(string declarations, string prelude)
    {
        VerificationException error = Assert.Throws<VerificationException>(() => Compile(declarations, prelude).Dispose())!;
        return [.. error.Diagnostics.Select(static d => $"{d.Id}: {d.Message}")];
    }
}
