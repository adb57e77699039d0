using Cffi.Generator.Emission;

namespace Cffi.Generator.Roslyn;

/// <summary>All inputs of the generated source of one class: equal models need no new source.</summary>
/// <param name="HintName">The name of the generated file, different for every class.</param>
/// <param name="Text">C declarations.</param>
/// <param name="ClassName">The name of the class.</param>
internal sealed record BindingModel(string HintName, string Text, string ClassName)
{
    public string? Namespace { get; init; }

    public string? Library { get; init; }

    public bool BindAtOnce { get; init; }

    public string? FileName { get; init; }

    public string Accessibility { get; init; } = "";

    public bool IsStaticClass { get; init; } = true;

    public EquatableArray<string> OuterTypes { get; init; }

    /// <summary>The request for the emitter.</summary>
    public BindingRequest ToRequest() => new(Text, ClassName)
    {
        Namespace = Namespace,
        Library = Library,
        BindAtOnce = BindAtOnce,
        FileName = FileName,
        Accessibility = Accessibility,
        IsStaticClass = IsStaticClass,
        OuterTypes = OuterTypes,
    };
}
