namespace Cffi.Tests.Api;

/// <summary>Tests of modules that run under each compiler.</summary>
/// <param name="compiler">The compiler; "any" for the one that is found without being asked for.</param>
public abstract class ApiTests(string compiler)
{
    private static readonly string[] ClangNames = ["clang", "clang-14", "clang-16", "clang-19"];

    /// <summary>Whether the compiler is tcc, which has neither complex nor vector types nor threads' variables.</summary>
    protected bool IsTiny => compiler == "tcc";

    /// <summary>Whether the compiler is the one that the wording of messages is taken from.</summary>
    protected bool IsGcc => compiler == "any";

    /// <summary>Options that name the compiler and keep modules in the test run's cache.</summary>
    protected BuildOptions Options => ApiFixture.Options with
    {
        Compiler = compiler == "any" ? null : ApiFixture.Require(compiler == "clang" ? ClangNames : [compiler]),
    };

    /// <summary>Skips a test where the compiler is missing; before it begins, for inside of <c>Assert.Throws</c> a skip is a failure.</summary>
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

    /// <summary>What the compiler has against declarations: one <c>id: message</c> each.</summary>
    protected string[] Differences(string declarations, string prelude)
    {
        VerificationException error = Assert.Throws<VerificationException>(() => Compile(declarations, prelude).Dispose())!;
        return [.. error.Diagnostics.Select(static d => $"{d.Id}: {d.Message}")];
    }
}
