namespace Cffi.Backend.Native.Api.Stubs;

/// <summary>The stub of a module: the C text, and the checks that wrote it and will read its facts.</summary>
/// <remarks>Deterministic: the same declarations and prelude give the same text.</remarks>
internal sealed class Stub
{
    private readonly StubTypes types;
    private readonly string prelude;
    private readonly string tableSymbol;

    public Stub(DeclarationSet declarations, string prelude, string tableSymbol)
    {
        types = new StubTypes(declarations.All);
        this.prelude = prelude;
        this.tableSymbol = tableSymbol;
        Checks = [.. declarations.Own.Select(declaration => DeclarationCheck.For(declaration, types)).OfType<DeclarationCheck>()];
    }

    /// <summary>One check per declaration that C knows; the compiler calls them by number, from 1.</summary>
    public IReadOnlyList<DeclarationCheck> Checks { get; }

    /// <summary>The number of facts that the last text asks for.</summary>
    public int FactCount { get; private set; }

    /// <summary>The C text.</summary>
    /// <param name="leftOut">The numbers of declarations that the compiler refuses.</param>
    public string Write(IReadOnlySet<int> leftOut)
    {
        var text = new StubText();
        for (int i = 0; i < Checks.Count; i++)
        {
            text.Begin(i + 1, leftOut.Contains(i + 1));
            Checks[i].Write(text, types);
            text.End();
        }

        FactCount = text.FactCount;
        return text.Complete(prelude, tableSymbol);
    }
}
