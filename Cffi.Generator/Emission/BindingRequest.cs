namespace Cffi.Generator.Emission;

/// <summary>The input of the emitter. Equal requests give equal text.</summary>
/// <param name="Text">C declarations.</param>
/// <param name="ClassName">The name of the class that gets the bindings as members.</param>
public sealed record BindingRequest(string Text, string ClassName)
{
    /// <summary>The namespace of the class; null for none.</summary>
    public string? Namespace { get; init; }

    /// <summary>The library with the functions, as for <c>Ffi.Dlopen</c>; null for the process itself.</summary>
    public string? Library { get; init; }

    /// <summary>The compiled module with the functions, instead of <see cref="Library"/>; null for none.</summary>
    public BindingModule? Module { get; init; }

    /// <summary>Whether the first use of a symbol looks up all symbols. If false, each is looked up at its own first use.</summary>
    public bool BindAtOnce { get; init; }

    /// <summary>The name of the text in diagnostics; null for <c>&lt;cdef&gt;</c>.</summary>
    public string? FileName { get; init; }

    /// <summary>The accessibility of the class, such as <c>internal</c>; empty if another part of the class has it.</summary>
    public string Accessibility { get; init; } = "";

    /// <summary>Whether the class is static.</summary>
    public bool IsStaticClass { get; init; } = true;

    /// <summary>The types around the class, from the outside in, each as its header without <c>partial</c> and the modifiers before it: <c>class Outer</c>, <c>struct S&lt;T&gt;</c>.</summary>
    public IReadOnlyList<string> OuterTypes { get; init; } = [];

    /// <summary>The platforms of the text; all if empty.</summary>
    public IReadOnlyList<Target> Targets { get; init; } = [];

    /// <summary>The options for parsing the text.</summary>
    public CdefOptions Options { get; init; } = new();
}
