using Cffi.Parser.Diagnostics;
using Cffi.Parser.Lexing;

namespace Cffi.Parser.Preprocessing;

/// <summary>The state of preprocessing one text, with the texts that it includes.</summary>
internal sealed class PreprocessingContext
{
    public PreprocessingContext(CSourceText source, NameTable names, MacroTable macros, PackState packs, DiagnosticBag diagnostics)
    {
        Source = source;
        Names = names;
        Macros = macros;
        Packs = packs;
        Diagnostics = diagnostics;
    }

    public CSourceText Source { get; }

    public NameTable Names { get; }

    public MacroTable Macros { get; }

    public PackState Packs { get; }

    public DiagnosticBag Diagnostics { get; }

    /// <summary>Whether a macro may be redefined differently.</summary>
    public bool IsOverriding { get; init; }

    /// <summary>The declarations of the headers that the text includes.</summary>
    public IncludedNames Included { get; init; } = new();

    /// <summary>The texts that the program gives for <c>#include</c>.</summary>
    public IncludedTexts Texts { get; init; } = new(null, new IncludedNames());

    /// <summary>The limit for macro expansion.</summary>
    public ExpansionBudget Budget { get; init; } = new(ExpansionBudget.TokensOfText);

    /// <summary>
    /// The value of the next <c>__COUNTER__</c> of the text; -1 if it is not replaced, because a macro that contains it has a different
    /// value at each use and is not a constant.
    /// </summary>
    public int Counter { get; set; }

    public void Report(CDiagnosticDescriptor descriptor, Token at, string message, string? hint = null) =>
        Diagnostics.Add(descriptor.At(at.In(Source), message, hint));
}
