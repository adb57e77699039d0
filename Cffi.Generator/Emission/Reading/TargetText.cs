namespace Cffi.Generator.Emission.Reading;

/// <summary>The declarations of a text as one target reads them.</summary>
/// <param name="Target">The target.</param>
/// <param name="Declarations">What its compiler would see.</param>
internal sealed record TargetText(Target Target, DeclarationSet Declarations);
