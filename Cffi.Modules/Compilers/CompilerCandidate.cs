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
    public static IReadOnlyList<CompilerCandidate> For(Target target) =>
        target == Target.Current ? ForHost
        : CrossTools.For(target) is not { } tools ? []
        :
        [
            new(tools.Prefix + "gcc"),
            Zig("zig", tools.ZigTriple),
            .. target == Target.LinuxX86 && Target.Current == Target.LinuxX64 ? (CompilerCandidate[])[new CompilerCandidate("gcc", "-m32") { OnlyCompiles = true }] : [],
            .. ClangNames.Select(name => Named(name, target)),
        ];

    /// <summary>The packages of a compiler for a target, of Debian (for musl on this machine, of Alpine); null if there are none.</summary>
    public static string? PackagesFor(Target target) => target != Target.Current ? CrossTools.For(target)?.Packages
        : target.System == TargetSystem.LinuxMusl ? "gcc musl-dev"
        : "gcc libc6-dev";

    /// <summary>The arguments that select a target, for a compiler with many targets; none for other compilers.</summary>
    public static CompilerCandidate Named(string program, Target target)
    {
        string name = Path.GetFileNameWithoutExtension(program);
        bool isForeign = target != Target.Current;
        return name == "zig" ? Zig(program, isForeign ? CrossTools.For(target)?.ZigTriple : null)
            : isForeign && name.StartsWith("clang", StringComparison.Ordinal) && CrossTools.For(target) is { } tools ? new CompilerCandidate(program, "--target=" + tools.ClangTriple) { OnlyCompiles = true }
            : new CompilerCandidate(program);
    }

    private static CompilerCandidate[] ForHost => OperatingSystem.IsWindows()
        ? [new("cl"), new("gcc"), new("clang"), Zig("zig", null)]
        : [new("cc"), new("gcc"), .. ClangNames.Select(static name => new CompilerCandidate(name)), new("tcc"), Zig("zig", null)];

    // "zig cc" is clang with linkers and C libraries for many targets. It checks for undefined behaviour by default.
    private static CompilerCandidate Zig(string program, string? triple) =>
        new(program, ["cc", .. triple is null ? (string[])[] : ["-target", triple], "-fno-sanitize=undefined"]);
}
