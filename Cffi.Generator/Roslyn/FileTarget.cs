namespace Cffi.Generator.Roslyn;

/// <summary>A C file for which bindings are generated.</summary>
/// <param name="Path">The file's path.</param>
/// <param name="Model">The model to generate; null if the item of the file has an error.</param>
/// <param name="Problem">The error, with its id and message.</param>
internal sealed record FileTarget(string Path, BindingModel? Model, (string Id, string Message)? Problem);
