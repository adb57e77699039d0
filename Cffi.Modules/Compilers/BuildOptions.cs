using Cffi.Modules.Cache;
using Cffi.Modules.Compilers;
using Cffi.Modules;

namespace Cffi;

/// <summary>How a module of API mode is compiled and linked. Every text goes to the compiler as one argument; no shell sees it.</summary>
public sealed record BuildOptions
{
    /// <summary>Libraries to link with, as after <c>-l</c>: <c>"z"</c>.</summary>
    public IReadOnlyList<string> Libraries { get; init; } = [];

    /// <summary>Folders in which libraries are looked for, as after <c>-L</c>.</summary>
    public IReadOnlyList<string> LibraryDirectories { get; init; } = [];

    /// <summary>Folders in which headers are looked for, as after <c>-I</c>.</summary>
    public IReadOnlyList<string> IncludeDirectories { get; init; } = [];

    /// <summary>Macros to define, as after <c>-D</c>: <c>"NAME"</c> or <c>"NAME=value"</c>.</summary>
    public IReadOnlyList<string> Defines { get; init; } = [];

    /// <summary>Further arguments of the compiler.</summary>
    public IReadOnlyList<string> CompilerArguments { get; init; } = [];

    /// <summary>Further arguments of the link.</summary>
    public IReadOnlyList<string> LinkerArguments { get; init; } = [];

    /// <summary>
    /// The compiler, a name or a path: gcc, clang, tcc, zig (as <c>zig cc</c>), cl, and what takes the arguments of one of
    /// them and has its name. Null for what <c>CC</c> says (with arguments behind it), or else the first that is there;
    /// for another target than this machine, its cross compiler (such as aarch64-linux-gnu-gcc), zig, or clang.
    /// </summary>
    /// <remarks>
    /// With g++ or clang++ the prelude is C++14 or later. What is declared has the type and the layout that C++ gives it,
    /// so functions that are to be found by C's rules are <c>extern "C"</c> there; an exception must not leave them.
    /// </remarks>
    public string? Compiler { get; init; }

    /// <summary>How long one run of the compiler may take.</summary>
    public TimeSpan TimeLimit { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Where compiled modules are kept; null for <c>CFFI_CACHE</c>, or else the user's own cache folder. Only its owner
    /// may have access.
    /// </summary>
    public string? CacheFolder { get; init; }

    /// <summary>How many bytes of compiled modules are kept; see <see cref="ModuleCache"/>.</summary>
    public long CacheLimit { get; init; } = 512L << 20;

    /// <summary>Whether all options are the same, lists element by element.</summary>
    public bool Equals(BuildOptions? other) =>
        other is not null
        && Libraries.SequenceEqual(other.Libraries)
        && LibraryDirectories.SequenceEqual(other.LibraryDirectories)
        && IncludeDirectories.SequenceEqual(other.IncludeDirectories)
        && Defines.SequenceEqual(other.Defines)
        && CompilerArguments.SequenceEqual(other.CompilerArguments)
        && LinkerArguments.SequenceEqual(other.LinkerArguments)
        && Compiler == other.Compiler
        && TimeLimit == other.TimeLimit
        && CacheFolder == other.CacheFolder
        && CacheLimit == other.CacheLimit;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Libraries.Count, LibraryDirectories.Count, IncludeDirectories.Count, Compiler, CacheFolder, CacheLimit, TimeLimit);
}
