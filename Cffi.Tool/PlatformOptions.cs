namespace Cffi.Tool;

/// <summary>How a module is compiled for a platform.</summary>
/// <param name="Name">The platform, such as <c>linux-x64</c>.</param>
/// <param name="Packages">Packages that pkg-config knows.</param>
/// <param name="Build">What the compiler is told.</param>
internal sealed record PlatformOptions(string Name, IReadOnlyList<string> Packages, BuildOptions Build);
