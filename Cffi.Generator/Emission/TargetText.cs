namespace Cffi.Generator.Emission;

/// <summary>The declarations of a text as one target reads them.</summary>
/// <param name="Target">The target.</param>
/// <param name="Declarations">What its compiler would see.</param>
public sealed record TargetText(Target Target, DeclarationSet Declarations);
