namespace Cffi.Tool;

/// <summary>The options to compile a module for a platform.</summary>
/// <param name="Name">The platform, such as <c>linux-x64</c>.</param>
/// <param name="Packages">Packages for pkg-config.</param>
/// <param name="Build">The options for the compiler.</param>
internal sealed record PlatformOptions(string Name, IReadOnlyList<string> Packages, BuildOptions Build);
