using System.Globalization;
using System.Text;

namespace Cffi.Modules.Stubs;

/// <summary>The C text of a stub while it is written: definitions, a table of facts, a table of addresses.</summary>
/// <remarks>
/// Each line of a declaration has a <c>#line</c> that makes it line N of the file <see cref="DeclarationFile"/>, where N is
/// the declaration's number, so that the compiler's messages identify the declaration.
/// </remarks>
/// <param name="choosesLiterals">Whether the compiler accepts a string literal that <c>_Generic</c> selects as an initializer.</param>
/// <param name="tags">The declarations of tags that precede all others. In C++ a tag means the same in a parameter list as elsewhere.</param>
internal sealed class StubText(bool choosesLiterals, IReadOnlyList<string> tags)
{
    public const string PreludeFile = "<prelude>";
    public const string DeclarationFile = "<declaration>";
    public const string FactsSymbol = "cffi_facts";

    private const string OpenLinkage = "#ifdef __cplusplus\nextern \"C\" {\n#endif\n";
    private const string CloseLinkage = "#ifdef __cplusplus\n}\n#endif\n";
    private const string OwnLine = "#line 1 \"<cffi>\"\n";

    private readonly StringBuilder forward = new();
    private readonly StringBuilder definitions = new();
    private readonly StringBuilder facts = new();
    private readonly StringBuilder table = new();
    private int current;

    /// <summary>Whether the compiler accepts a string literal that <c>_Generic</c> selects as an initializer.</summary>
    public bool ChoosesLiterals => choosesLiterals;

    /// <summary>The number of requested facts.</summary>
    public int FactCount { get; private set; }

    /// <summary>The number of addresses.</summary>
    public int AddressCount { get; private set; }

    /// <summary>Begins the part of a declaration. A part that is omitted keeps its slots.</summary>
    /// <param name="number">The declaration's number, from 1.</param>
    /// <param name="isLeftOut">Whether the compiler refused the declaration. In that case its facts are zeros.</param>
    public void Begin(int number, bool isLeftOut)
    {
        current = number;
        IsLeftOut = isLeftOut;
        facts.Append(Line());
    }

    public bool IsLeftOut { get; private set; }

    /// <summary>Ends the part of a declaration.</summary>
    public void End() => facts.Append('\n');

    /// <summary>Adds a fact: an integer constant expression.</summary>
    /// <returns>The fact's slot.</returns>
    public int Fact(string expression)
    {
        facts.Append(IsLeftOut ? "0" : $"CFFI_FACT({expression})").Append(", ");
        return FactCount++;
    }

    /// <summary>Writes a definition of one line.</summary>
    public void Define(string line)
    {
        if (!IsLeftOut)
        {
            // The following lines belong to no declaration until the next #line.
            definitions.Append(Line()).Append(line).Append('\n').Append(OwnLine);
        }
    }

    /// <summary>Writes a declaration of one line before the prelude.</summary>
    public void Forward(string line)
    {
        if (!IsLeftOut)
        {
            forward.Append(Line()).Append(line).Append('\n');
        }
    }

    /// <summary>Writes a preprocessor line.</summary>
    public void Directive(string line)
    {
        if (!IsLeftOut)
        {
            definitions.Append(line).Append('\n');
        }
    }

    /// <summary>Adds the address of a function or a stub to the table.</summary>
    /// <returns>The index of the address.</returns>
    public int Address(string name)
    {
        table.Append(Line()).Append(IsLeftOut ? "0" : "(void *)" + name).Append(",\n");
        return AddressCount++;
    }

    /// <summary>The whole text.</summary>
    /// <param name="prelude">The user's own C.</param>
    /// <param name="tableSymbol">The name of the exported table.</param>
    public string Complete(string prelude, string tableSymbol) => new StringBuilder()
        .Append(tags.Count == 0 ? "" : OwnLine + "#ifndef __cplusplus\n").AppendJoin("", tags.Select(static tag => tag + "\n")).Append(tags.Count == 0 ? "" : "#endif\n")
        .Append(forward.Length == 0 ? "" : OpenLinkage).Append(forward).Append(forward.Length == 0 ? "" : CloseLinkage)
        .Append("#line 1 \"").Append(PreludeFile).Append("\"\n").Append(prelude)
        .Append('\n').Append(OwnLine).Append(StubDefinitions.Text.ReplaceLineEndings("\n")).Append('\n')
        .Append(definitions)
        .Append("CFFI_DATA const unsigned long long ").Append(FactsSymbol).Append("[] = {\n").Append(facts).Append("0 };\n")
        .Append("CFFI_EXPORT const void *const ").Append(tableSymbol).Append("[] = {\n").Append(table).Append("0 };\n")
        .ToString();

    private string Line() => string.Create(CultureInfo.InvariantCulture, $"#line {current} \"{DeclarationFile}\"\n");
}
