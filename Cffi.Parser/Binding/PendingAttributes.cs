using Cffi.Parser.Diagnostics;
using Cffi.Parser.Lexing;
using Cffi.Parser.Syntax;

namespace Cffi.Parser.Binding;

/// <summary>
/// Attributes after a star, or in the parentheses of a declarator. They apply to the declared object if no further derivation follows
/// (<c>int * __attribute__((aligned(16))) p</c>), otherwise of the type so far.
/// </summary>
internal struct PendingAttributes
{
    private BoundAttributes? attributes;
    private SpecifierSyntax? syntax;

    /// <summary>Keeps layout attributes until it is known to which type they apply; applies the others to the declaration.</summary>
    public BoundAttributes Add(BoundAttributes bound, SpecifierSyntax word, BoundAttributes whole)
    {
        if (bound.Mode is null && bound.Alignment == 0)
        {
            return whole.With(bound);
        }

        attributes = (attributes ?? BoundAttributes.None).With(new BoundAttributes { Mode = bound.Mode, Alignment = bound.Alignment, AlignedWord = bound.AlignedWord });
        syntax = word;
        return whole.With(bound with { Mode = null, Alignment = 0, AlignedWord = null });
    }

    /// <summary>Applies the kept attributes to the type so far, because a derivation follows.</summary>
    /// <exception cref="RefusedException">GCC and clang disagree about the type to which such an attribute applies.</exception>
    public CType Settle(CType type, BindingContext context)
    {
        if (attributes is not { } kept)
        {
            return type;
        }

        attributes = null;
        Token word = kept.Mode is null ? kept.AlignedWord! : syntax!.First;
        return syntax!.First.Kind == TokenKind.AttributeOpen
            ? AttributedTypes.OfTypeName(type, kept, word, context)
            : throw context.Refuse(
                Descriptors.Unsupported, word, $"compilers disagree about the type to which '{word.Text}' applies here", "declare a typedef that has the attribute, and derive from the typedef");
    }

    /// <summary>The attributes of the whole declarator, because no derivation followed.</summary>
    public readonly BoundAttributes Whole(BoundAttributes whole) => attributes is { } kept ? whole.With(kept) : whole;
}
