using Cffi.Backend.Native.Api.Objects;

namespace Cffi.Backend.Native.Api.Stubs;

/// <summary>The stub of a module: the C text, and the checks that wrote it and will read its facts.</summary>
/// <remarks>Deterministic: the same declarations and prelude give the same text.</remarks>
internal sealed class Stub
{
    private readonly StubTypes types;
    private readonly string prelude;
    private readonly string tableSymbol;
    private readonly bool choosesLiterals;
    private readonly IReadOnlyList<string> tags;

    /// <param name="declarations">What is asked for: all but what is included.</param>
    /// <param name="prelude">The user's own C.</param>
    /// <param name="tableSymbol">The name of the exported table.</param>
    /// <param name="choosesLiterals">Whether the compiler takes a string literal that a macro has chosen as an initializer.</param>
    public Stub(DeclarationSet declarations, string prelude, string tableSymbol, bool choosesLiterals)
    {
        this.choosesLiterals = choosesLiterals;
        types = new StubTypes(declarations.All);
        tags = PrototypeTags.Of(declarations.Own);
        this.prelude = prelude;
        this.tableSymbol = tableSymbol;
        Checks =
        [
            .. declarations.Own.Select(declaration => DeclarationCheck.For(declaration, types)).OfType<DeclarationCheck>(),
            .. CallbackTypes.Of(declarations.Own, types).Select(static (one, i) => new CallbackCheck(i, one.Type, one.Declaration)),
        ];
    }

    /// <summary>One check per declaration that C knows, and one per type of callbacks that are compiled; the compiler calls them by number, from 1.</summary>
    public IReadOnlyList<DeclarationCheck> Checks { get; }

    /// <summary>The number of facts that the last text asks for.</summary>
    public int FactCount { get; private set; }

    /// <summary>Whether the answers give rise to further questions: then the stub is to be written and compiled again.</summary>
    /// <param name="facts">The answers.</param>
    /// <param name="leftOut">The numbers of declarations that the compiler refuses.</param>
    public bool Learn(ObjectFacts facts, IReadOnlySet<int> leftOut)
    {
        bool hasMore = false;
        for (int i = 0; i < Checks.Count; i++)
        {
            hasMore |= !leftOut.Contains(i + 1) && Checks[i].Learn(facts);
        }

        return hasMore;
    }

    /// <summary>The C text.</summary>
    /// <param name="leftOut">The numbers of declarations that the compiler refuses.</param>
    public string Write(IReadOnlySet<int> leftOut)
    {
        var text = new StubText(choosesLiterals, tags);
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
