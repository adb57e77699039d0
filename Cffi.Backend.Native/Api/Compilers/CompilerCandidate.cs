using Cffi.Backend.Native.Memory;

namespace Cffi.Backend.Native.Api.Compilers;

/// <summary>A compiler to look for.</summary>
/// <param name="Program">A name, to be found in the folders of <c>PATH</c>, or a path.</param>
/// <param name="First">The arguments that come before all others.</param>
internal sealed record CompilerCandidate(string Program, params string[] First)
{
    /// <summary>Whether it compiles for the target but has no linker for it: then there are facts, and no library.</summary>
    public bool OnlyCompiles { get; init; }

    /// <summary>The compilers of a target, the best first.</summary>
    /// <param name="target">What to compile for.</param>
    public static IReadOnlyList<CompilerCandidate> For(Target target) => target == HostTarget.Current ? ForHost : target.Name switch
    {
        "linux-x64" => Foreign("x86_64-linux-gnu", "x86_64-linux-gnu"),
        "linux-x86" when HostTarget.Current == Target.LinuxX64 => [new("i686-linux-gnu-gcc"), new("gcc", "-m32") { OnlyCompiles = true }, .. Foreign("i686-linux-gnu", "i386-linux-gnu")[1..]],
        "linux-x86" => Foreign("i686-linux-gnu", "i386-linux-gnu"),
        "linux-arm64" => Foreign("aarch64-linux-gnu", "aarch64-linux-gnu"),
        "win-x64" => Foreign("x86_64-w64-mingw32", "x86_64-pc-windows-msvc"),
        "win-x86" => Foreign("i686-w64-mingw32", "i686-pc-windows-msvc"),
        _ => [],
    };

    /// <summary>The arguments that make a compiler for many machines one for a target; none where it is not such a one.</summary>
    public static CompilerCandidate Named(string program, Target target)
    {
        string name = Path.GetFileNameWithoutExtension(program);
        bool isForeign = target != HostTarget.Current;
        return name.StartsWith("clang", StringComparison.Ordinal) && isForeign && ClangTriple(target) is { } triple
            ? new CompilerCandidate(program, "--target=" + triple) { OnlyCompiles = true }
            : new CompilerCandidate(program);
    }

    private static CompilerCandidate[] ForHost => [new("cc"), new("gcc"), new("clang")];

    private static string? ClangTriple(Target target) =>
        For(target).FirstOrDefault(static candidate => candidate.Program == "clang")?.First[0]["--target=".Length..];

    private static CompilerCandidate[] Foreign(string gcc, string clang) =>
        [new(gcc + "-gcc"), .. ClangNames.Select(name => new CompilerCandidate(name, "--target=" + clang) { OnlyCompiles = true })];

    private static readonly string[] ClangNames = ["clang", "clang-19", "clang-16", "clang-14"];
}
