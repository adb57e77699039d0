using Cffi.Modules.Cache;
using Cffi.Modules.Compilers;
using Cffi.Modules;

namespace Cffi;

/// <summary>Options to compile and link a module of API mode. Every string is passed to the compiler as one argument, without a shell.</summary>
public sealed record BuildOptions
{
    /// <summary>Libraries to link with, as for <c>-l</c>: <c>"z"</c>.</summary>
    public IReadOnlyList<string> Libraries { get; init; } = [];

    /// <summary>Folders in which to search for libraries, as for <c>-L</c>.</summary>
    public IReadOnlyList<string> LibraryDirectories { get; init; } = [];

    /// <summary>Folders in which to search for headers, as for <c>-I</c>.</summary>
    public IReadOnlyList<string> IncludeDirectories { get; init; } = [];

    /// <summary>Macros to define, as for <c>-D</c>: <c>"NAME"</c> or <c>"NAME=value"</c>.</summary>
    public IReadOnlyList<string> Defines { get; init; } = [];

    /// <summary>Further arguments of the compiler.</summary>
    public IReadOnlyList<string> CompilerArguments { get; init; } = [];

    /// <summary>Further arguments of the linker.</summary>
    public IReadOnlyList<string> LinkerArguments { get; init; } = [];

    /// <summary>
    /// The compiler, as a name or a path: gcc, clang, tcc, zig (as <c>zig cc</c>), cl, or a program that takes the arguments of one of
    /// them and has its name. If null, the compiler of <c>CC</c> (which may have arguments), otherwise the first one that is found;
    /// for another platform, its cross compiler (such as aarch64-linux-gnu-gcc), zig, or clang.
    /// </summary>
    /// <remarks>
    /// With g++ or clang++ the prelude is C++14 or later. Declarations then have the types and layouts of C++,
    /// so declare the functions of the prelude as <c>extern "C"</c>. A C++ exception must not leave them.
    /// </remarks>
    public string? Compiler { get; init; }

    /// <summary>The time limit for one run of the compiler.</summary>
    public TimeSpan TimeLimit { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// The folder for compiled modules; null for <c>CFFI_CACHE</c>, otherwise the user's cache folder. Only its owner
    /// may have access.
    /// </summary>
    public string? CacheFolder { get; init; }

    /// <summary>The maximum size of the cache in bytes; see <see cref="ModuleCache"/>.</summary>
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
