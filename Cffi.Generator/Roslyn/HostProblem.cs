namespace Cffi.Generator.Roslyn;

/// <summary>A diagnostic about a class with bindings, with value equality.</summary>
/// <param name="Id">One of <see cref="HostDescriptors"/>.</param>
/// <param name="Place">Where.</param>
/// <param name="Message">What is wrong, and what to do.</param>
internal readonly record struct HostProblem(string Id, SourcePlace Place, string Message);
