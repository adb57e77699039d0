namespace Cffi.Generator.Emission;

/// <summary>The declarations of a text on one target.</summary>
/// <param name="Target">The target.</param>
/// <param name="Declarations">The declarations that the target's compiler would see.</param>
public sealed record TargetText(Target Target, DeclarationSet Declarations);
