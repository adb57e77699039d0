namespace Cffi.Parser.Grammar;

/// <summary>What the grammar would have taken at a place, in words; made once per rule.</summary>
internal sealed class Expectation
{
    /// <summary>Makes an expectation.</summary>
    /// <param name="context">Where, such as <c>after declarator</c>.</param>
    /// <param name="words">What, such as <c>';'</c> or <c>a type</c>.</param>
    public Expectation(string context, params string[] words)
    {
        Context = context;
        Words = words;
    }

    public string Context { get; }

    public string[] Words { get; }
}
