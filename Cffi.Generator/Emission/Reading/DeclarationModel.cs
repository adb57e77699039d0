namespace Cffi.Generator.Emission.Reading;

/// <summary>The declarations of a text, each with what every target makes of it.</summary>
internal sealed class DeclarationModel
{
    private readonly Dictionary<string, int> byKey = [];
    private readonly List<Versions<Declaration>> all = [];

    /// <summary>Puts together what the targets read.</summary>
    public DeclarationModel(IReadOnlyList<TargetText> texts)
    {
        Texts = texts;
        foreach (TargetText text in texts)
        {
            foreach (Declaration declaration in text.Declarations.All)
            {
                string key = KeyOf(declaration);
                if (!byKey.TryGetValue(key, out int index))
                {
                    byKey.Add(key, index = all.Count);
                    all.Add(new Versions<Declaration>());
                }

                all[index].Set(text.Target, declaration);
            }
        }
    }

    /// <summary>What each target reads, those that can read the text at all.</summary>
    public IReadOnlyList<TargetText> Texts { get; }

    /// <summary>The declarations in the order of the text.</summary>
    public IReadOnlyList<Versions<Declaration>> All => all;

    /// <summary>The targets that can read the text.</summary>
    public IEnumerable<Target> Targets => Texts.Select(static text => text.Target);

    // C has two name spaces here (C11 6.2.3); what has no name is known by its place in the text.
    private static string KeyOf(Declaration declaration)
    {
        string place = declaration.Name.Length > 0 ? declaration.Name : FormattableString.Invariant($"@{declaration.Span.Start}");
        return declaration is RecordDeclaration or EnumDeclaration ? "tag " + place : place;
    }
}
