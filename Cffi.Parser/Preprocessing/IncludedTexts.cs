using Cffi.Parser.Diagnostics;
using Cffi.Parser.Lexing;

namespace Cffi.Parser.Preprocessing;

/// <summary>The texts that the program gives for <c>#include</c>, while one text is read.</summary>
/// <param name="resolver">Gives the texts; null if there are none.</param>
/// <param name="names">What the texts so far have included.</param>
internal sealed class IncludedTexts(Func<CInclude, CSourceText?>? resolver, IncludedNames names)
{
    // GCC's limit. A text that includes itself without a condition reaches it.
    private const int Deepest = 200;

    // Texts that include one another can double at every level.
    private const int MostTexts = 10_000;
    private const int MostCharacters = 1 << 26;
    private readonly Stack<CSourceText> open = new();
    private int textCount;
    private int characterCount;
    private bool isExhausted;

    /// <summary>Whether the program gives texts.</summary>
    public bool HasResolver => resolver is not null;

    /// <summary>The number of <c>#include</c> directives around the current line.</summary>
    public int Depth => open.Count;

    /// <summary>The name of a header and how it is written; an empty name if there is none.</summary>
    public static string NameOf(TokenList tokens, out bool isQuoted)
    {
        isQuoted = tokens.Count > 0 && tokens[0].Kind == TokenKind.StringLiteral;
        return StandardHeaders.NameOf(tokens);
    }

    /// <summary>Asks for the text of a header; null if the program has none.</summary>
    /// <exception cref="CDefinitionException">The resolver threw.</exception>
    public CSourceText? Find(string header, bool isQuoted, bool isNext, SourceSpan directive, PreprocessingContext context)
    {
        if (resolver is null)
        {
            return null;
        }

        try
        {
            return resolver(new CInclude(header, isQuoted, isNext, StandardHeaders.Contains(header, context.Macros.Target), directive.Source.Name));
        }
        catch (Exception reason)
        {
            context.Diagnostics.Cause ??= reason;
            context.Diagnostics.Add(Descriptors.FailedInclude.At(directive, $"the resolver of '#include' threw {reason.GetType()} for '{header}': {reason.Message}", "the inner exception has the details"));
            context.Diagnostics.ThrowIfErrors();
            throw;
        }
    }

    /// <summary>Begins a text, if it is to be read.</summary>
    /// <param name="found">The text of the resolver.</param>
    /// <param name="isOnce">Whether it is read only once (<c>#import</c>).</param>
    /// <param name="directive">The directive.</param>
    /// <param name="context">The state of the text that is read.</param>
    /// <returns>The text to read now; null if it says <c>#pragma once</c> and was read before, or if a limit is reached, which is reported.</returns>
    public CSourceText? Enter(CSourceText found, bool isOnce, SourceSpan directive, PreprocessingContext context)
    {
        if (isExhausted || names.IsOnce(found.Name))
        {
            return null;
        }

        if (isOnce)
        {
            names.AddOnce(found.Name);
        }

        characterCount += Math.Min(found.Text.Length, MostCharacters);
        isExhausted = open.Count >= Deepest || ++textCount > MostTexts || characterCount > MostCharacters;
        if (isExhausted)
        {
            bool includesItself = open.Any(text => text.Name == found.Name);
            context.Diagnostics.Add(open.Count >= Deepest
                ? Descriptors.TooDeep.At(
                    directive,
                    includesItself ? $"'{found.Name}' includes itself without end" : FormattableString.Invariant($"'#include' is nested more than {Deepest} deep"),
                    includesItself ? "give it an include guard or '#pragma once'" : null)
                : Descriptors.TooManyIncludes.At(
                    directive, FormattableString.Invariant($"the text includes more than {MostTexts} texts or {MostCharacters} characters"), "headers without include guards may include one another"));
            return null;
        }

        // The positions of a text belong to one place where it is included, so each place has a text of its own.
        var text = new CSourceText(found.Name, found.Text);
        context.Source.Include(text, directive);
        open.Push(text);
        return text;
    }

    /// <summary>Ends the innermost text.</summary>
    public void Leave() => open.Pop();

    /// <summary>Executes <c>#pragma once</c>: the text with the directive is not read again.</summary>
    public void Once(SourceSpan directive)
    {
        if (directive.Source.IncludedAt is not null)
        {
            names.AddOnce(directive.Source.Name);
        }
    }
}
