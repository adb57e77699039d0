namespace Cffi.Generator.Emission.Reading;

/// <summary>The declarations of a text, each with its version on every target.</summary>
internal sealed class DeclarationModel
{
    private readonly List<Versions<Declaration>> all = [];
    private readonly List<(DeclarationSet Declarations, TargetSet Targets)> readings = [];

    /// <summary>Combines the declarations of the targets.</summary>
    public DeclarationModel(IReadOnlyList<TargetText> texts)
    {
        Texts = texts;
        foreach (TargetText text in texts)
        {
            int index = readings.FindIndex(one => ReferenceEquals(one.Declarations, text.Declarations));
            if (index < 0)
            {
                readings.Add((text.Declarations, default(TargetSet).With(text.Target)));
            }
            else
            {
                readings[index] = (text.Declarations, readings[index].Targets.With(text.Target));
            }
        }

        Dictionary<Key, Versions<Declaration>>? byKey = null;
        foreach ((DeclarationSet declarations, TargetSet targets) in readings)
        {
            IReadOnlyList<Declaration> read = declarations.All;
            byKey ??= new Dictionary<Key, Versions<Declaration>>(read.Count);
            foreach (Declaration declaration in read)
            {
                Key key = KeyOf(declaration);
                if (!byKey.TryGetValue(key, out Versions<Declaration>? versions))
                {
                    byKey.Add(key, versions = new Versions<Declaration>());
                    all.Add(versions);
                }

                versions.Set(targets, declaration);
            }
        }
    }

    /// <summary>The declarations of each target that can parse the text.</summary>
    public IReadOnlyList<TargetText> Texts { get; }

    /// <summary>The same, grouped by targets that share one parse.</summary>
    public IReadOnlyList<(DeclarationSet Declarations, TargetSet Targets)> Readings => readings;

    /// <summary>The declarations in the order of the text.</summary>
    public IReadOnlyList<Versions<Declaration>> All => all;

    /// <summary>The targets that can parse the text.</summary>
    public IEnumerable<Target> Targets => Texts.Select(static text => text.Target);

    // C has two name spaces for them (C11 6.2.3). An unnamed declaration is identified by its position in the text, or in the headers.
    private static Key KeyOf(Declaration declaration) => declaration.Name.Length > 0
        ? new(declaration.Name, 0, declaration is RecordDeclaration or EnumDeclaration)
        : new("@" + declaration.Span.Source.Name, declaration.Span.Start, declaration is RecordDeclaration or EnumDeclaration);

    private readonly struct Key(string name, int place, bool isTag) : IEquatable<Key>
    {
        private readonly string name = name;
        private readonly int place = place;
        private readonly bool isTag = isTag;

        public bool Equals(Key other) => name == other.name && place == other.place && isTag == other.isTag;

        public override bool Equals(object? obj) => obj is Key other && Equals(other);

        public override int GetHashCode() => (name.GetHashCode() * 397) ^ place ^ (isTag ? 1 << 30 : 0);
    }
}
