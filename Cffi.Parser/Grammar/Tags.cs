using Cffi.Parser.Lexing;
using Cffi.Parser.Syntax;
using Sprache;

namespace Cffi.Parser.Grammar;

/// <summary>The syntax directly after <c>struct</c>, <c>union</c> and <c>enum</c>.</summary>
internal static class Tags
{
    // tag-head = { attribute-specifier } [ identifier ]
    public static IResult<object>? ReadHead(ref Token at, out SpecifierSyntax[] attributes, out Token? tag)
    {
        tag = null;
        if (Attributes.ReadAny(ref at, out attributes) is { } failure)
        {
            return failure;
        }

        if (at.Kind == TokenKind.Identifier)
        {
            tag = at;
            at = at.Next;
        }

        return null;
    }
}
