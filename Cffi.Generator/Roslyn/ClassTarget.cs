namespace Cffi.Generator.Roslyn;

/// <summary>A class with the attribute.</summary>
/// <param name="Model">What to generate; null where the class cannot have it.</param>
/// <param name="Text">The expression in the attribute that gives the C text.</param>
/// <param name="Problems">Why the class cannot have it.</param>
internal sealed record ClassTarget(BindingModel? Model, SourcePlace Text, EquatableArray<HostProblem> Problems);
