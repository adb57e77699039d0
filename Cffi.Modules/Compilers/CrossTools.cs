namespace Cffi.Modules.Compilers;

/// <summary>The names by which the tools for a target go on other platforms.</summary>
/// <param name="Prefix">The prefix in the names of GNU tools; that of its gcc is <c>Prefix</c> and <c>gcc</c>.</param>
/// <param name="Packages">The Debian packages of that gcc; null if there are none.</param>
/// <param name="ZigTriple">The target's name for zig.</param>
/// <param name="ClangTriple">The target's name for clang.</param>
internal sealed record CrossTools(string Prefix, string? Packages, string ZigTriple, string ClangTriple)
{
    /// <summary>The tools of a target; null if there are none.</summary>
    public static CrossTools? For(Target target) => target.Name switch
    {
        "linux-x64" => new("x86_64-linux-gnu-", "gcc-x86-64-linux-gnu libc6-dev-amd64-cross", "x86_64-linux-gnu", "x86_64-linux-gnu"),
        "linux-x86" => new("i686-linux-gnu-", "gcc-i686-linux-gnu libc6-dev-i386-cross", "x86-linux-gnu", "i386-linux-gnu"),
        "linux-arm64" => new("aarch64-linux-gnu-", "gcc-aarch64-linux-gnu libc6-dev-arm64-cross", "aarch64-linux-gnu", "aarch64-linux-gnu"),
        "linux-musl-x64" => new("x86_64-linux-musl-", "musl-tools", "x86_64-linux-musl", "x86_64-linux-musl"),
        "linux-musl-arm64" => new("aarch64-linux-musl-", null, "aarch64-linux-musl", "aarch64-linux-musl"),
        "win-x64" => new("x86_64-w64-mingw32-", "gcc-mingw-w64-x86-64", "x86_64-windows-gnu", "x86_64-pc-windows-msvc"),
        "win-x86" => new("i686-w64-mingw32-", "gcc-mingw-w64-i686", "x86-windows-gnu", "i686-pc-windows-msvc"),
        "win-arm64" => new("aarch64-w64-mingw32-", null, "aarch64-windows-gnu", "aarch64-pc-windows-msvc"),
        "osx-x64" => new("x86_64-apple-darwin-", null, "x86_64-macos", "x86_64-apple-macos11"),
        "osx-arm64" => new("aarch64-apple-darwin-", null, "aarch64-macos", "arm64-apple-macos11"),
        _ => null,
    };
}
