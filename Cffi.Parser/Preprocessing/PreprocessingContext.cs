using Cffi.Parser.Diagnostics;
using Cffi.Parser.Lexing;

namespace Cffi.Parser.Preprocessing;

/// <summary>What preprocessing one text has to know.</summary>
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

    /// <summary>Whether a macro may be defined again, differently.</summary>
    public bool IsOverriding { get; init; }

    /// <summary>What the headers declare that the text includes.</summary>
    public IncludedNames Included { get; init; } = new();

    /// <summary>How much macros may expand to.</summary>
    public ExpansionBudget Budget { get; init; } = new(ExpansionBudget.TokensOfText);

    /// <summary>
    /// What the next <c>__COUNTER__</c> of the text stands for; -1 where it stays a name, as a macro that has it is another
    /// number at each use, and no constant.
    /// </summary>
    public int Counter { get; set; }

    public void Report(CDiagnosticDescriptor descriptor, Token at, string message, string? hint = null) =>
        Diagnostics.Add(descriptor.At(at.In(Source), message, hint));
}
