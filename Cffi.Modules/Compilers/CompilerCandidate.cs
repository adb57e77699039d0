namespace Cffi.Modules.Compilers;

/// <summary>A compiler for which Cffi searches.</summary>
/// <param name="Program">A name, to be found in the folders of <c>PATH</c>, or a path.</param>
/// <param name="First">The arguments that precede all others.</param>
internal sealed record CompilerCandidate(string Program, params string[] First)
{
    private static readonly string[] ClangNames = ["clang", "clang-19", "clang-16", "clang-14"];

    /// <summary>Whether it compiles for the target but has no linker for it. In that case there are facts, but no library.</summary>
    public bool OnlyCompiles { get; init; }

    /// <summary>The compilers of a target, the best first.</summary>
    /// <param name="target">The target of the compilation.</param>
    public static IReadOnlyList<CompilerCandidate> For(Target target) => target == Target.Current ? ForHost : target.Name switch
    {
        "linux-x64" => Foreign(target, "x86_64-linux-gnu-gcc"),
        "linux-x86" when Target.Current == Target.LinuxX64 => Foreign(target, "i686-linux-gnu-gcc", new CompilerCandidate("gcc", "-m32") { OnlyCompiles = true }),
        "linux-x86" => Foreign(target, "i686-linux-gnu-gcc"),
        "linux-arm64" => Foreign(target, "aarch64-linux-gnu-gcc"),
        "win-x64" => Foreign(target, "x86_64-w64-mingw32-gcc"),
        "win-x86" => Foreign(target, "i686-w64-mingw32-gcc"),
        _ => [],
    };

    /// <summary>The Debian packages of a compiler for a target; null if there are none.</summary>
    public static string? PackagesFor(Target target) => target == Target.Current ? "gcc libc6-dev" : target.Name switch
    {
        "linux-x64" => "gcc-x86-64-linux-gnu libc6-dev-amd64-cross",
        "linux-x86" => "gcc-i686-linux-gnu libc6-dev-i386-cross",
        "linux-arm64" => "gcc-aarch64-linux-gnu libc6-dev-arm64-cross",
        "win-x64" => "gcc-mingw-w64-x86-64",
        "win-x86" => "gcc-mingw-w64-i686",
        _ => null,
    };

    /// <summary>The prefix in the names of GNU tools for a target; null if it is not known.</summary>
    public static string? ToolPrefixFor(Target target) => target.Name switch
    {
        "linux-x64" => "x86_64-linux-gnu-",
        "linux-x86" => "i686-linux-gnu-",
        "linux-arm64" => "aarch64-linux-gnu-",
        "win-x64" => "x86_64-w64-mingw32-",
        "win-x86" => "i686-w64-mingw32-",
        _ => null,
    };

    /// <summary>The arguments that select a target, for a compiler with many targets; none for other compilers.</summary>
    public static CompilerCandidate Named(string program, Target target)
    {
        string name = Path.GetFileNameWithoutExtension(program);
        bool isForeign = target != Target.Current;
        return name == "zig" ? Zig(program, isForeign ? ZigTriple(target) : null)
            : isForeign && name.StartsWith("clang", StringComparison.Ordinal) && ClangTriple(target) is { } triple ? new CompilerCandidate(program, "--target=" + triple) { OnlyCompiles = true }
            : new CompilerCandidate(program);
    }

    private static CompilerCandidate[] ForHost => OperatingSystem.IsWindows()
        ? [new("cl"), new("gcc"), new("clang"), Zig("zig", null)]
        : [new("cc"), new("gcc"), .. ClangNames.Select(static name => new CompilerCandidate(name)), new("tcc"), Zig("zig", null)];

    // "zig cc" is clang with linkers and C libraries for many targets. It checks for undefined behaviour by default.
    private static CompilerCandidate Zig(string program, string? triple) =>
        new(program, ["cc", .. triple is null ? (string[])[] : ["-target", triple], "-fno-sanitize=undefined"]);

    private static string? ZigTriple(Target target) => target.Name switch
    {
        "linux-x64" => "x86_64-linux-gnu",
        "linux-x86" => "x86-linux-gnu",
        "linux-arm64" => "aarch64-linux-gnu",
        "win-x64" => "x86_64-windows-gnu",
        "win-x86" => "x86-windows-gnu",
        _ => null,
    };

    private static string? ClangTriple(Target target) => target.Name switch
    {
        "linux-x64" => "x86_64-linux-gnu",
        "linux-x86" => "i386-linux-gnu",
        "linux-arm64" => "aarch64-linux-gnu",
        "win-x64" => "x86_64-pc-windows-msvc",
        "win-x86" => "i686-pc-windows-msvc",
        _ => null,
    };

    private static CompilerCandidate[] Foreign(Target target, string gcc, params CompilerCandidate[] more) =>
        [new(gcc), Zig("zig", ZigTriple(target)), .. more, .. ClangNames.Select(name => Named(name, target))];
}
