namespace Cffi.Generator.Emission;

/// <summary>What typed bindings are asked for. Equal requests give equal text.</summary>
/// <param name="Text">C declarations.</param>
/// <param name="ClassName">The name of the class that gets them as members.</param>
public sealed record BindingRequest(string Text, string ClassName)
{
    /// <summary>The namespace of the class; null for none.</summary>
    public string? Namespace { get; init; }

    /// <summary>The library that has the functions, as <c>Ffi.Dlopen</c> takes it; null for the process itself.</summary>
    public string? Library { get; init; }

    /// <summary>The compiled module that has the functions, rather than <see cref="Library"/>; null for none.</summary>
    public BindingModule? Module { get; init; }

    /// <summary>Whether all symbols are looked up together when the first one is used, rather than each at its first use.</summary>
    public bool BindAtOnce { get; init; }

    /// <summary>What diagnostics call the text; null for <c>&lt;cdef&gt;</c>.</summary>
    public string? FileName { get; init; }

    /// <summary>The accessibility of the class, such as <c>internal</c>; empty where another part of the class says it.</summary>
    public string Accessibility { get; init; } = "";

    /// <summary>Whether the class is static.</summary>
    public bool IsStaticClass { get; init; } = true;

    /// <summary>The types around the class, from the outside in, each as its header without <c>partial</c> and what is before it: <c>class Outer</c>, <c>struct S&lt;T&gt;</c>.</summary>
    public IReadOnlyList<string> OuterTypes { get; init; } = [];

    /// <summary>The platforms that the text is for; all six if empty.</summary>
    public IReadOnlyList<Target> Targets { get; init; } = [];

    /// <summary>How the text is read.</summary>
    public CdefOptions Options { get; init; } = new();
}
