using System.Runtime.CompilerServices;
using System.Text;
using Cffi.Parser.Diagnostics;
using Cffi.Parser.Preprocessing;

namespace Cffi.Parser.Lexing;

/// <summary>Turns a text into tokens. Any text gives tokens; errors become diagnostics.</summary>
internal sealed class Lexer
{
    private readonly CSourceText source;
    private readonly SplicedText? spliced;
    private readonly string text;
    private readonly NameTable names;
    private readonly DiagnosticBag diagnostics;
    private TokenList tokens = [];
    private int position;
    private TokenFlags flags = TokenFlags.FirstOnLine;
    private int openParentheses;
    private bool isInDirective;

    public Lexer(CSourceText source, NameTable names, DiagnosticBag diagnostics)
    {
        this.source = source;
        spliced = SplicedText.Of(source.Text);
        text = spliced?.Text ?? source.Text;
        this.names = names;
        this.diagnostics = diagnostics;
    }

    /// <summary>The tokens of a text, the last one <see cref="TokenKind.EndOfText"/>.</summary>
    public static TokenList Lex(CSourceText source, NameTable names, DiagnosticBag diagnostics)
    {
        var lexer = new Lexer(source, names, diagnostics);
        lexer.Run(int.MaxValue);
        return lexer.tokens;
    }

    /// <summary>
    /// Adds the next tokens of the text to a list: at least the given number, up to a semicolon outside directives and
    /// parentheses. At the end of the text, the last token is <see cref="TokenKind.EndOfText"/>.
    /// </summary>
    public void ReadOn(TokenList list, int enough)
    {
        tokens = list;
        Run(enough);
    }

    /// <summary>
    /// Whether the tokens so far need the preprocessor: they contain a directive, or the name of a macro that
    /// is predefined.
    /// </summary>
    public bool HasDirectiveOrReservedName { get; private set; }

    private void Run(int enough)
    {
        int start = tokens.Count;
        while (tokens.Count - start < enough || !IsBetweenDeclarations())
        {
            SkipSpace();
            if (position >= text.Length)
            {
                tokens.Add(new Token(TokenKind.EndOfText, source.Offset + source.Text.Length, 0, null, TokenFlags.FirstOnLine));
                return;
            }

            char c = text[position];
            if (IsNamePart(c) ? !IsDigit(c) : (c >= 128 || c == '\\') && IsNameStart(position))
            {
                Name();
            }
            else if (IsDigit(c) || (c == '.' && IsDigit(Peek(1))))
            {
                Number();
            }
            else if (c is '"' or '\'')
            {
                Quoted(position);
            }
            else
            {
                Punctuator();
            }
        }
    }

    private void SkipSpace()
    {
        int start = position;
        while (position < text.Length)
        {
            char c = text[position];
            if (c is '\n' or '\r')
            {
                flags |= TokenFlags.FirstOnLine;
                position++;
            }
            else if (c is ' ' or '\t' or '\v' or '\f' or '\uFEFF' or '\u00A0')
            {
                position++;
            }
            else if (c == '/' && Peek(1) == '/')
            {
                SkipLineComment();
            }
            else if (c == '/' && Peek(1) == '*')
            {
                SkipComment();
            }
            else
            {
                break;
            }
        }

        flags |= position > start ? TokenFlags.AfterSpace : TokenFlags.None;
    }

    private void SkipLineComment()
    {
        while (position < text.Length && text[position] is not '\n' and not '\r')
        {
            position++;
        }
    }

    private void SkipComment()
    {
        int end = text.IndexOf("*/", position + 2, StringComparison.Ordinal);
        if (end < 0)
        {
            Report(Descriptors.UnterminatedComment, position, 2, "this comment has no end", "close it with '*/'");
            position = text.Length;
            return;
        }

        // A comment counts as one space, but the line still ends a directive.
        position = end + 2;
    }

    private void Name()
    {
        int start = position;
        int end = start;
        uint hash = NameTable.FirstHash;
        for (; end < text.Length && IsNamePart(text[end]); end++)
        {
            hash = NameTable.NextHash(hash, text[end]);
        }

        if (end < text.Length && (text[end] >= 128 || text[end] == '\\') && WideName(start, end))
        {
            return;
        }

        position = end;
        int length = end - start;
        if (length <= 2 && end < text.Length && text[end] is '"' or '\'' && IsEncodingPrefix(start, length))
        {
            Quoted(start);
            return;
        }

        string name = names.Find(text, start, length, hash, out TokenKind kind);
        HasDirectiveOrReservedName |= text[start] == '_' && kind == TokenKind.Identifier && NameTable.IsReserved(name);
        Add(kind, start, name);
    }

    // A name with characters outside of ASCII, written directly or as universal character names: both spellings are the same name.
    private bool WideName(int start, int end)
    {
        int first = end;
        StringBuilder? spelled = null;
        while (end < text.Length)
        {
            if (text[end] < 128 && IsNamePart(text[end]))
            {
                spelled?.Append(text[end++]);
                end += spelled is null ? 1 : 0;
            }
            else if (CharacterAt(end, out int length) is var character && NameCharacters.IsPart(character))
            {
                if (text[end] == '\\')
                {
                    spelled ??= new StringBuilder(text, start, end - start, end - start + 8);
                    spelled.Append(char.ConvertFromUtf32(character));
                }
                else
                {
                    spelled?.Append(text, end, length);
                }

                end += length;
            }
            else
            {
                break;
            }
        }

        if (end == first)
        {
            return false;
        }

        position = end;
        string name = spelled?.ToString() ?? text.Substring(start, end - start);
        name = names.Find(name, 0, name.Length, NameTable.Hash(name, 0, name.Length), out TokenKind kind);
        HasDirectiveOrReservedName |= name[0] == '_' && kind == TokenKind.Identifier && NameTable.IsReserved(name);
        Add(kind, start, name);
        return true;
    }

    // The character at an offset, which may be a surrogate pair or a universal character name; -1 if there is none.
    private int CharacterAt(int offset, out int length)
    {
        char c = text[offset];
        length = 1;
        if (c == '\\')
        {
            int after = offset;
            bool isName = EscapeSequences.TryRead(text, ref after, out uint value, out bool isCodePoint) && isCodePoint;
            length = after - offset;
            return isName ? (int)value : -1;
        }

        if (!char.IsSurrogate(c))
        {
            return c;
        }

        length = 2;
        return offset + 1 < text.Length && char.IsSurrogatePair(c, text[offset + 1]) ? char.ConvertToUtf32(c, text[offset + 1]) : -1;
    }

    private bool IsEncodingPrefix(int start, int length) =>
        (length == 1 && text[start] is 'L' or 'u' or 'U') || (length == 2 && text[start] == 'u' && text[start + 1] == '8');

    // C11 6.4.8, preprocessing numbers, with C23's digit separators; they are checked when they are evaluated.
    private void Number()
    {
        int start = position;
        bool isHexadecimal = text[start] == '0' && Peek(1) is 'x' or 'X';
        bool isFloating = false;
        while (position < text.Length)
        {
            char c = text[position];
            bool isExponent = isHexadecimal ? c is 'p' or 'P' : c is 'e' or 'E';
            if (isExponent && position > start)
            {
                isFloating = true;
                position += Peek(1) is '+' or '-' ? 2 : 1;
            }
            else if (c == '.' || IsDigit(c) || (c != '\\' && IsNameStart(position)))
            {
                isFloating |= c == '.';
                position += char.IsHighSurrogate(c) ? 2 : 1;
            }
            else if (c == '\'' && (IsDigit(Peek(1)) || Peek(1) is (>= 'a' and <= 'f') or (>= 'A' and <= 'F')))
            {
                position++;
            }
            else
            {
                break;
            }
        }

        Add(isFloating ? TokenKind.FloatingConstant : TokenKind.IntegerConstant, start, text.Substring(start, position - start));
    }

    // A character constant or a string literal, from its encoding prefix; the position is at or before the quote.
    private void Quoted(int start)
    {
        char quote = text[position++];
        while (position < text.Length && text[position] != quote && text[position] is not '\n' and not '\r')
        {
            position += text[position] == '\\' ? 2 : 1;
        }

        position = Math.Min(position, text.Length);
        if (position < text.Length && text[position] == quote)
        {
            position++;
        }
        else
        {
            string what = quote == '"' ? "string literal" : "character constant";
            Report(Descriptors.UnterminatedLiteral, start, position - start, $"this {what} has no end", $"close it with {quote} on the same line");
        }

        Add(quote == '"' ? TokenKind.StringLiteral : TokenKind.CharacterConstant, start, text.Substring(start, position - start));
    }

    private void Punctuator()
    {
        Punctuator found = Punctuators.Find(text[position], Peek(1), Peek(2), Peek(3));
        if (found.Length > 0)
        {
            // Most punctuators have one spelling; for the others, the characters are kept.
            int at = position;
            position += found.Length;
            Add(found.Kind, at, found.Kind == TokenKind.CompoundAssignment ? text.Substring(at, found.Length) : null);
            return;
        }

        int start = position;
        if (text[start] == '\\' && CharacterAt(start, out int length) is var character && character >= 0)
        {
            position += length;
            Report(
                Descriptors.StrayCharacter, start, length, FormattableString.Invariant($"the universal character name of U+{character:X4} is not allowed here"),
                character < 128 ? "write the character itself: an ASCII character cannot have a universal character name outside of literals" : "C11 Annex D lists the characters that identifiers can contain");
            return;
        }

        while (position < text.Length && IsStray(position))
        {
            position++;
        }

        string stray = position - start == 1 ? Describe(text[start]) : "these characters";
        Report(Descriptors.StrayCharacter, start, position - start, $"{stray} cannot occur in C", null);
    }

    private bool IsStray(int index)
    {
        char c = text[index];
        if (c is ' ' or '\t' or '\n' or '\r' or '\v' or '\f' or '"' or '\'' || IsDigit(c) || IsNameStart(index))
        {
            return false;
        }

        return Punctuators.Find(c, '\0', '\0', '\0').Length == 0;
    }

    private static string Describe(char c) =>
        c is > ' ' and < '\x7f' ? $"'{c}'" : FormattableString.Invariant($"the character U+{(int)c:X4}");

    private bool IsNameStart(int index)
    {
        char c = text[index];
        if (c < 128 && c != '\\')
        {
            return IsNamePart(c) && !IsDigit(c);
        }

        return NameCharacters.IsStart(CharacterAt(index, out _));
    }

    // Of ASCII.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsNamePart(char c) => (uint)((c | 0x20) - 'a') < 26 || IsDigit(c) || c is '_' or '$';

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsDigit(char c) => c is >= '0' and <= '9';

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private char Peek(int ahead) => position + ahead < text.Length ? text[position + ahead] : '\0';

    private void Add(TokenKind kind, int start, string? tokenText)
    {
        int from = start;
        int length = position - start;
        if (spliced is not null)
        {
            from = spliced.OriginalOf(start);
            length = spliced.OriginalOf(position - 1) + 1 - from;
        }

        if ((flags & TokenFlags.FirstOnLine) != 0)
        {
            isInDirective = kind == TokenKind.Hash;
            HasDirectiveOrReservedName |= isInDirective;
        }

        openParentheses = kind switch
        {
            TokenKind.LeftParenthesis => openParentheses + 1,
            TokenKind.RightParenthesis when openParentheses > 0 => openParentheses - 1,
            _ => openParentheses,
        };
        tokens.Add(new Token(kind, source.Offset + from, length, tokenText, flags));
        flags = TokenFlags.None;
    }

    private bool IsBetweenDeclarations() =>
        openParentheses == 0 && !isInDirective && tokens.Last.Kind == TokenKind.Semicolon;

    private void Report(CDiagnosticDescriptor descriptor, int start, int length, string message, string? hint)
    {
        int from = spliced?.OriginalOf(start) ?? start;
        int end = length == 0 ? from : (spliced?.OriginalOf(start + length - 1) ?? (start + length - 1)) + 1;
        diagnostics.Add(descriptor.At(new SourceSpan(source, from, end - from), message, hint));
    }
}
