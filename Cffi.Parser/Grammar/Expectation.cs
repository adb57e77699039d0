namespace Cffi.Parser.Grammar;

/// <summary>The tokens that the grammar would have accepted at a position, in words; made once per rule.</summary>
internal sealed class Expectation
{
    /// <summary>Makes an expectation.</summary>
    /// <param name="context">The context, such as <c>after declarator</c>.</param>
    /// <param name="words">The expected tokens, such as <c>';'</c> or <c>a type</c>.</param>
    public Expectation(string context, params string[] words)
    {
        Context = context;
        Words = words;
    }

    public string Context { get; }

    public string[] Words { get; }
}
