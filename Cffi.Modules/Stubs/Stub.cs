using Cffi.Modules.Descriptions;

namespace Cffi.Modules.Stubs;

/// <summary>The stub of a module: the C text, and the checks that write it and read its facts.</summary>
/// <remarks>Deterministic: the same declarations and prelude give the same text.</remarks>
internal sealed class Stub
{
    private readonly StubTypes types;
    private readonly string prelude;
    private readonly string tableSymbol;
    private readonly bool choosesLiterals;
    private readonly IReadOnlyList<string> tags;

    /// <param name="declarations">The declarations to check: all except included ones.</param>
    /// <param name="prelude">The user's own C.</param>
    /// <param name="tableSymbol">The name of the exported table.</param>
    /// <param name="choosesLiterals">Whether the compiler accepts a string literal that <c>_Generic</c> selects as an initializer.</param>
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

    /// <summary>One check per declaration and one per type of compiled callbacks. The compiler's messages identify them by number, from 1.</summary>
    public IReadOnlyList<DeclarationCheck> Checks { get; }

    /// <summary>The number of facts in the last text.</summary>
    public int FactCount { get; private set; }

    /// <summary>The indexes of the stub's functions and variables in the module's table.</summary>
    public ModuleIndexes Indexes
    {
        get
        {
            List<FunctionCheck> functions = [.. Checks.OfType<FunctionCheck>()];
            List<ExternCheck> externs = [.. Checks.OfType<ExternCheck>()];
            return new ModuleIndexes(
                tableSymbol,
                functions.Select(static check => (check.Declaration.Name, check.Index)).Concat(externs.Select(static check => (check.Declaration.Name, check.Index))).ToDictionary(),
                functions.Where(static check => check.BlockIndex >= 0).ToDictionary(static check => check.Declaration.Name, static check => check.BlockIndex),
                Checks.OfType<VariableCheck>().Select(static check => (check.Declaration.Name, check.Index))
                    .Concat(Checks.OfType<ConstantCheck>().Where(static check => check.IsEvaluated).Select(static check => (check.Declaration.Name, check.Index))).ToDictionary(),
                externs.ToDictionary(static check => check.Declaration.Name, static check => check.SlotIndex))
            {
                Callbacks = Checks.OfType<CallbackCheck>().ToDictionary(static check => check.Type, static check => check.Index),
            };
        }
    }

    /// <summary>Whether the answers lead to further questions. In that case the stub must be written and compiled again.</summary>
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
