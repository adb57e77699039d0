namespace Cffi.Generator.Roslyn;

/// <summary>A diagnostic about a class that asks for bindings, by value.</summary>
/// <param name="Id">One of <see cref="HostDescriptors"/>.</param>
/// <param name="Place">Where.</param>
/// <param name="Message">What is wrong, and what to do about it.</param>
internal readonly record struct HostProblem(string Id, SourcePlace Place, string Message);
