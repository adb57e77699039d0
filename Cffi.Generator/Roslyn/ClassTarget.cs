namespace Cffi.Generator.Roslyn;

/// <summary>A class with the attribute.</summary>
/// <param name="Model">The model to generate; null if the class cannot have declarations.</param>
/// <param name="Text">The expression of the C text in the attribute.</param>
/// <param name="Problems">The reasons why the class cannot have declarations.</param>
internal sealed record ClassTarget(BindingModel? Model, SourcePlace Text, EquatableArray<HostProblem> Problems);
