using Cffi.Parser.Diagnostics;
using Cffi.Parser.Lexing;
using Cffi.Parser.Syntax;

namespace Cffi.Parser.Binding;

/// <summary>
/// Attributes after a star, or in the parentheses of a declarator: of what is declared if no further derivation follows
/// (<c>int * __attribute__((aligned(16))) p</c>), otherwise of the type so far.
/// </summary>
internal struct PendingAttributes
{
    private BoundAttributes? attributes;
    private SpecifierSyntax? syntax;

    /// <summary>Keeps what asks for another layout until it is known what it belongs to; gives the rest to the whole.</summary>
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

    /// <summary>Gives what was kept to the type so far, as a derivation follows.</summary>
    /// <exception cref="RefusedException">GCC and clang differ in what such an attribute belongs to.</exception>
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
                Descriptors.Unsupported, word, $"compilers differ in what '{word.Text}' belongs to here", "give the type a name with a typedef that has the attribute, and derive from that");
    }

    /// <summary>What the whole declarator says, as nothing followed.</summary>
    public readonly BoundAttributes Whole(BoundAttributes whole) => attributes is { } kept ? whole.With(kept) : whole;
}
