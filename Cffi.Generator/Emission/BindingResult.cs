namespace Cffi.Generator.Emission;

/// <summary>Typed bindings, or why there are none.</summary>
/// <param name="Source">A C# file; null where an error stands among the diagnostics.</param>
/// <param name="Diagnostics">Errors and warnings, their spans in the request's text.</param>
public sealed record BindingResult(string? Source, IReadOnlyList<CDiagnostic> Diagnostics);
