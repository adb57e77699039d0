namespace Cffi.Generator.Emission;

/// <summary>Typed bindings, or the errors that prevent them.</summary>
/// <param name="Source">A C# file; null if the diagnostics contain an error.</param>
/// <param name="Diagnostics">Errors and warnings, their spans in the request's text.</param>
public sealed record BindingResult(string? Source, IReadOnlyList<CDiagnostic> Diagnostics);
