using System.Diagnostics;

namespace Cffi.Declarations;

/// <summary>A declaration. Its kinds are the sealed derived classes.</summary>
[DebuggerDisplay("{Name,nq}, {GetType().Name,nq}")]
public abstract class Declaration
{
    private protected Declaration(string name, SourceSpan span)
    {
        Name = name;
        Span = span;
    }

    /// <summary>The declared name; for a record or enum without a tag, empty.</summary>
    public string Name { get; }

    /// <summary>The position of the declaration's text, from its first specifier up to its semicolon, which is not included.</summary>
    public SourceSpan Span { get; }

    /// <summary>The type that it declares or has; null if there is none, or only the compiler knows it.</summary>
    internal abstract CType? DeclaredType { get; }

    /// <summary>The <c>[[cffi::...]]</c> and <c>deprecated</c> attributes of the declaration.</summary>
    public IReadOnlyList<CAttribute> Attributes { get; init; } = [];

    /// <summary>
    /// The C comment directly before the declaration, or after it if the comment's marker says so (<c>/**&lt; ... */</c>), without its
    /// markers; null if there is none.
    /// </summary>
    public string? Comment => DeclarationComment.Of(Span.Source.Text, Span.Start, Span.End);

    /// <summary>The declaration as the user wrote it.</summary>
    public string CText => Span.Text;
}
