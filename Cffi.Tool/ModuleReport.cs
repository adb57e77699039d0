namespace Cffi.Tool;

/// <summary>Collects the diagnostics of a module in the format of builds: <c>file(line,column): error CFFInnnn: text</c>.</summary>
/// <remarks>A diagnostic that all platforms share is written once; otherwise it names the platform.</remarks>
internal sealed class ModuleReport(ModuleOptions options, TextWriter errors)
{
    private readonly List<Entry> entries = [];

    /// <summary>Adds a diagnostic.</summary>
    /// <param name="diagnostic">It.</param>
    /// <param name="platform">The platform of the diagnostic; null for all.</param>
    public void Add(CDiagnostic diagnostic, string? platform = null)
    {
        FilePosition position = diagnostic.Span.FilePosition;
        string file = position.File == "<prelude>" ? options.PreludeFile ?? options.File : position.File;
        string severity = diagnostic.Severity == CDiagnosticSeverity.Error ? "error" : "warning";
        string hint = diagnostic.Hint is null ? "" : $"; hint: {diagnostic.Hint}";
        Add(FormattableString.Invariant($"{file}({position.Line},{position.Column}): {severity} {diagnostic.Id}"), diagnostic.Message + hint, platform);
    }

    /// <summary>Adds the diagnostics of a refusal, or its message if it has none.</summary>
    public void Add(CffiException refusal, string? platform = null)
    {
        IReadOnlyList<CDiagnostic> diagnostics = refusal switch
        {
            CDefinitionException definition => definition.Diagnostics,
            VerificationException verification => verification.Diagnostics,
            CompilationException compilation => compilation.Diagnostics,
            _ => [],
        };
        foreach (CDiagnostic diagnostic in diagnostics)
        {
            Add(diagnostic, platform);
        }

        if (diagnostics.Count == 0)
        {
            // Only its first line is a diagnostic; the rest is the compiler's output.
            Add($"{options.File}: error {refusal.Id}", WithoutId(refusal), platform);
        }
    }

    /// <summary>Reports that a platform is skipped.</summary>
    public void AddLeftOut(string platform, CffiException refusal) =>
        Add($"{options.File}: warning {ToolErrors.LeftOut}", $"the module is not compiled for {platform} and cannot be used there: {WithoutId(refusal)}", null);

    /// <summary>Reports that a compiler took the place of a better one. This is no diagnostic: the module is right.</summary>
    public void AddSubstitution(CompiledModule module)
    {
        if (module.Substitution is { } substitution)
        {
            errors.WriteLine($"{options.File}: compiled for {module.Target.Name} by {substitution}");
        }
    }

    /// <summary>Writes all diagnostics.</summary>
    public void Write()
    {
        foreach (Entry entry in entries)
        {
            bool isOfAll = entry.Platforms.Contains(null) || entry.Platforms.Count == options.Platforms.Count;
            errors.WriteLine($"{entry.Position}: {(isOfAll ? "" : $"for {string.Join(", ", entry.Platforms)}: ")}{entry.Text}");
        }

        entries.Clear();
    }

    private void Add(string position, string text, string? platform)
    {
        if (entries.Find(entry => entry.Position == position && entry.Text == text) is not { } known)
        {
            known = new Entry(position, text, []);
            entries.Add(known);
        }

        known.Platforms.Add(platform);
    }

    private static string WithoutId(CffiException refusal) =>
        refusal.Message.StartsWith(refusal.Id + ": ", StringComparison.Ordinal) ? refusal.Message[(refusal.Id.Length + 2)..] : refusal.Message;

    private sealed record Entry(string Position, string Text, HashSet<string?> Platforms);
}
