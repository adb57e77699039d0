using System.Globalization;
using Cffi.Parser.Diagnostics;
using Cffi.Parser.Lexing;
using Cffi.Parser.Syntax;

namespace Cffi.Parser.Preprocessing;

/// <summary>The names whose replacement depends on their position: <c>__LINE__</c>, <c>_Pragma</c>, and in conditions <c>defined</c>.</summary>
internal sealed class BuiltInMacros
{
    private readonly PreprocessingContext context;
    private readonly MacroExpander expander;

    public BuiltInMacros(PreprocessingContext context, MacroExpander expander)
    {
        this.context = context;
        this.expander = expander;
    }

    /// <summary>Whether a name is a built-in macro.</summary>
    public static bool Contains(string name, bool isCondition) => name switch
    {
        "__LINE__" or "__FILE__" or "__BASE_FILE__" or "__COUNTER__" or "__INCLUDE_LEVEL__" or "_Pragma" or "__pragma" => true,
        "defined" => isCondition,
        _ => isCondition && IsQuestion(name),
    };

    /// <summary>Whether a name asks for a feature: <c>__has_attribute</c> and similar names, which are defined for <c>#ifdef</c>.</summary>
    public static bool IsQuestion(string name) => name is "__has_include" or "__has_include_next" or "__has_attribute" or "__has_c_attribute"
        or "__has_builtin" or "__has_feature" or "__has_extension" or "__has_declspec_attribute" or "__has_embed" or "__has_warning" or "__is_identifier";

    /// <summary>Replaces a name; returns false if the name stays unchanged.</summary>
    public bool Expand(Token name, TokenList output)
    {
        switch (name.Text)
        {
            case "__LINE__":
                output.Add(Number(name, name.In(context.Source).FilePosition.Line));
                return true;
            case "__COUNTER__":
                if (context.Counter < 0)
                {
                    return false;
                }

                output.Add(Number(name, context.Counter++));
                return true;
            case "__INCLUDE_LEVEL__":
                output.Add(Number(name, context.Texts.Depth));
                return true;
            case "__FILE__" or "__BASE_FILE__":
                SourceSpan place = name.In(context.Source);
                string file = name.Text == "__BASE_FILE__" && place.Source.IncludedAt is not null ? context.Source.Name : place.FilePosition.File;
                output.Add(new Token(TokenKind.StringLiteral, name.Start, name.Length, "\"" + file.Replace("\\", "\\\\").Replace("\"", "\\\"") + "\""));
                return true;
            case "_Pragma" or "__pragma":
                return Pragma(name);
            case "defined":
                output.Add(Number(name, Defined(name) ? 1 : 0));
                return true;
            default:
                output.Add(Number(name, Question(name)));
                return true;
        }
    }

    // An argument is read again later, and its pragmas apply then.
    private bool Pragma(Token name)
    {
        if (expander.IsArgument || !expander.IsBeforeParenthesis())
        {
            return false;
        }

        TokenList? tokens = expander.ReadParenthesized();
        if (name.Text == "_Pragma")
        {
            tokens = tokens is { Count: 1 } && tokens[0].Kind == TokenKind.StringLiteral ? Destringized(tokens[0]) : null;
        }

        if (tokens is null)
        {
            context.Report(Descriptors.BadDirective, name, $"this '{name.Text}' is malformed", "write _Pragma(\"...\") or __pragma(...)");
        }
        else
        {
            Pragmas.Obey(tokens, name.In(context.Source), expander, context);
        }

        return true;
    }

    private TokenList Destringized(Token literal)
    {
        string text = literal.Name;
        text = text.Substring(text.IndexOf('"') + 1).TrimEnd('"').Replace("\\\"", "\"").Replace("\\\\", "\\");
        TokenList tokens = Lexer.Lex(new CSourceText(context.Source.Name, text), context.Names, new DiagnosticBag());
        tokens.RemoveLast();
        return tokens;
    }

    private bool Defined(Token word)
    {
        bool isParenthesized = expander.IsBeforeParenthesis();
        TokenList? tokens = isParenthesized ? expander.ReadParenthesized() : expander.TryRead(out Token name) ? [name] : null;
        if (tokens is { Count: 1 } && tokens[0].IsWord)
        {
            return IsDefined(tokens[0].Name, context.Macros);
        }

        context.Report(Descriptors.BadCondition, word, "'defined' needs a name", "write 'defined(NAME)'");
        return false;
    }

    /// <summary>Whether a name is defined for <c>#ifdef</c>.</summary>
    public static bool IsDefined(string name, MacroTable macros) =>
        macros.Find(name) is not null || IsQuestion(name) || name is "__LINE__" or "__FILE__" or "__BASE_FILE__" or "__COUNTER__" or "__INCLUDE_LEVEL__";

    private int Question(Token word)
    {
        TokenList? tokens = expander.IsBeforeParenthesis() ? expander.ReadParenthesized() : null;
        if (tokens is not { Count: > 0 })
        {
            context.Report(Descriptors.BadCondition, word, $"'{word.Text}' needs an argument in parentheses");
            return 0;
        }

        return word.Text switch
        {
            "__has_include" or "__has_include_next" => HasInclude(word, tokens) ? 1 : 0,
            "__has_attribute" or "__has_declspec_attribute" => KnownAttributes.Contains(tokens[0].Name) ? 1 : 0,
            "__has_c_attribute" => tokens.Count == 1 && KnownAttributes.IsStandard(tokens[0].Name) ? 202311 : 0,
            "__is_identifier" => tokens[0].Kind == TokenKind.Identifier ? 1 : 0,
            _ => 0,
        };
    }

    private bool HasInclude(Token word, TokenList tokens)
    {
        string header = IncludedTexts.NameOf(tokens, out bool isQuoted);
        return StandardHeaders.Contains(header, context.Macros.Target)
            || (header.Length > 0 && context.Texts.Find(header, isQuoted, isNext: word.Text == "__has_include_next", word.In(context.Source), context) is not null);
    }

    private static Token Number(Token at, int value) =>
        new(TokenKind.IntegerConstant, at.Start, at.Length, value.ToString(CultureInfo.InvariantCulture), TokenFlags.AfterSpace);
}
