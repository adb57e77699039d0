namespace Cffi.Generator.Roslyn;

/// <summary>A C file that asks for bindings.</summary>
/// <param name="Path">The file's path.</param>
/// <param name="Model">What to generate; null where something about the file is wrong.</param>
/// <param name="Problem">What is wrong; its id and message.</param>
internal sealed record FileTarget(string Path, BindingModel? Model, (string Id, string Message)? Problem);
