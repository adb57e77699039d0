namespace Cffi.Declarations;

/// <summary>Something that a declaration text declares. The kinds are the sealed children of this class.</summary>
public abstract class Declaration
{
    private protected Declaration(string name, SourceSpan span)
    {
        Name = name;
        Span = span;
    }

    /// <summary>The declared name; for a record or enum without a tag, empty.</summary>
    public string Name { get; }

    /// <summary>The declaration's text, from its first specifier to before its semicolon.</summary>
    public SourceSpan Span { get; }

    /// <summary>What <c>[[cffi::...]]</c> and <c>deprecated</c> say of it.</summary>
    public IReadOnlyList<CAttribute> Attributes { get; init; } = [];

    /// <summary>
    /// The C comment right before the declaration, or behind it where its mark says so (<c>/**&lt; ... */</c>), without its
    /// marks; null where there is none.
    /// </summary>
    public string? Comment => DeclarationComment.Of(Span.Source.Text, Span.Start, Span.End);

    /// <summary>The declaration as the user wrote it.</summary>
    public string CText => Span.Text;
}
