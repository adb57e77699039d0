namespace Cffi.Generator.Emission.Reading;

/// <summary>Scans a text and stops at the first construct that targets could parse differently.</summary>
/// <remarks>
/// Outside constant expressions a type is only a name. Inside them every number is an <c>int</c>, which is the same on all
/// targets, if there are no larger numbers, no casts and no <c>sizeof</c>. So sizes of arrays, values of
/// enumerators and macros can be such expressions. A construct that is not known to be harmless counts as different.
/// </remarks>
internal sealed class IndependenceScanner(string text)
{
    private const int WidestBitField = 16;
    private const int GreatestEverywhere = 127;

    private readonly Stack<Body> bodies = new();
    private int at;
    private bool isLineStart = true;

    // The positions of constant expressions: the body of a macro, between brackets, after the equals sign of an enumerator.
    private bool isMacro;
    private bool isAttribute;
    private bool isValue;
    private int brackets;
    private int parentheses;
    private int questions;

    // The number of words and stars in the declaration that can change its type.
    private int foreign;

    // The construct that the next brace would open, and whether the last tokens are a parenthesis and a name, which may be a cast.
    private Body next;
    private bool isTagNext;
    private bool isOpened;
    private bool isNamed;
    private bool isCapital;
    private bool isAfterWord;

    private enum Body
    {
        None,
        Enum,
        Record,
    }

    private bool IsExpression => isMacro || brackets > 0 || isValue;

    /// <summary>Whether the text has no such construct.</summary>
    public bool IsHarmless()
    {
        while (at < text.Length)
        {
            char c = text[at];
            bool isGood = c == '/' && at + 1 < text.Length && text[at + 1] is '/' or '*' ? Comment()
                : char.IsWhiteSpace(c) || c == '\uFEFF' ? Blank()
                : IsNameStart(c) ? Word()
                : Other(c);
            if (!isGood)
            {
                return false;
            }
        }

        return IsBalanced;
    }

    private static bool IsNameStart(char c) => c is '_' or '$' || char.IsLetter(c);

    // A macro must close the brackets that it opens; otherwise it hides the parentheses of casts, and brackets.
    private bool IsBalanced => !isMacro || (parentheses == 0 && brackets == 0 && questions == 0);

    private bool Blank()
    {
        if (text[at++] != '\n')
        {
            return true;
        }

        bool isGood = IsBalanced;
        isLineStart = true;
        isMacro = false;
        return isGood;
    }

    // A comment does not end its line, even if it has several lines.
    private bool Comment()
    {
        bool isLine = text[at + 1] == '/';
        int end = text.IndexOf(isLine ? "\n" : "*/", at + 2, StringComparison.Ordinal);
        int after = end < 0 ? text.Length : isLine ? end : end + 2;
        bool hasLines = !isLine && text.IndexOf('\n', at, after - at) >= 0;
        at = after;
        return !(isMacro && hasLines);
    }

    private bool Word()
    {
        int start = at;
        bool hasSmall = false;
        while (at < text.Length && (IsNameStart(text[at]) || char.IsDigit(text[at])))
        {
            hasSmall |= text[at++] > 'Z' && text[at - 1] != '_';
        }

        bool isReserved = text[start] == '_' && at - start > 1 && (text[start + 1] == '_' || char.IsUpper(text[start + 1]));
        if (isReserved ? !Is("_Bool") && !Is("_Complex") : IsAmong(IndependenceWords.Refused))
        {
            return false;
        }

        // Attributes of other namespaces than ours can name types by their size.
        char after = at < text.Length ? text[at] : ' ';
        if (after is '"' or '\'' || (isAttribute ? after == ':' && !Is("cffi") : IsExpression && IsAmong(IndependenceWords.Types)))
        {
            return false;
        }

        // Two adjacent words belong to a cast: one of them is an empty macro, or a keyword that can stand beside a type.
        if ((IsExpression && isAfterWord) || ((isAttribute || isMacro) && IsAmong(IndependenceWords.Attributes)))
        {
            return false;
        }

        foreign += IsExpression || isAttribute || IsAmong(IndependenceWords.Plain) ? 0 : 1;
        isCapital = !hasSmall;
        isAfterWord = true;
        (next, isTagNext) = Is("enum") ? (Body.Enum, true)
            : Is("struct") || Is("union") ? (Body.Record, true)
            : (isTagNext ? next : Body.None, false);
        bool isBeside = isOpened && IsAmong(IndependenceWords.BesideTypes);
        isNamed = isOpened && !isBeside;
        isOpened = isBeside;
        isLineStart = false;
        return true;

        bool Is(string word) => word.Length == at - start && string.CompareOrdinal(text, start, word, 0, word.Length) == 0;

        bool IsAmong(string[] words) => IndependenceWords.Contain(words, text, start, at - start);
    }

    private bool Other(char c)
    {
        bool wasLineStart = isLineStart;
        bool mayBeCast = isNamed && IsExpression && !isAttribute;

        // In parentheses, a type name of Windows is the type of a parameter there, and the declared name elsewhere.
        bool mayBeType = isNamed && isCapital && !isAttribute;
        Body opens = next;
        isLineStart = isOpened = isNamed = isTagNext = isAfterWord = false;
        next = Body.None;
        if ((mayBeCast && c is ')' or '*' or '(' or '[') || (mayBeType && c is ')' or '(' or '[') || c > '~' || IsDigraph(c))
        {
            return false;
        }

        switch (c)
        {
            case >= '0' and <= '9':
                return Number();
            case '"' or '\'':
                return Text(c);
            case '#':
                return wasLineStart && Define();
            case '(':
                parentheses++;
                isOpened = true;
                break;
            case ')' when isMacro && parentheses == 0:
                return false;
            case ')':
                parentheses--;
                break;
            case '[' when Follows('['):
                if (IsExpression || isAttribute)
                {
                    return false;
                }

                isAttribute = true;
                at++;
                break;
            case ']' when isAttribute && brackets == 0 && Follows(']'):
                isAttribute = false;
                at++;
                break;
            case '[':
                brackets++;
                break;
            case ']' when brackets == 0:
                return false;
            case ']':
                brackets--;
                break;
            case '{':
                bodies.Push(opens);
                foreign = 0;
                at++;
                return opens != Body.None && !IsExpression;
            case '}':
                isValue = false;
                foreign = 0;
                at++;
                return bodies.Count > 0 && bodies.Pop() != Body.None && !IsExpression;
            case ',' when isValue && parentheses == 0:
                isValue = false;
                break;
            case '=' when !IsExpression:
                at++;
                return BeginValue();
            case '=' when Follows('='):
                return Skip(2);
            case '=' when text[at - 1] is not ('!' or '<' or '>'):
                return false;
            case ':' when !IsExpression:
                return Follows(':') ? Skip(2) : Skip(1) && Width();
            case ':':
                return questions-- > 0 && Skip(1);
            case '\\':
                return false;
            case '?' when !IsExpression:
                return false;
            case '?':
                questions++;
                break;
            case '*' when !IsExpression:
                foreign++;
                break;
            case ';':
                foreign = 0;
                break;
        }

        at++;
        return true;
    }

    private bool IsDigraph(char c) => c switch
    {
        '<' => Follows(':') || Follows('%'),
        '%' => Follows(':') || Follows('>'),
        ':' => Follows('>'),
        _ => false,
    };

    private bool Skip(int length)
    {
        at += length;
        return true;
    }

    private bool Follows(char c) => at + 1 < text.Length && text[at + 1] == c;

    // A number with a suffix, or beyond int, can have the type long.
    private bool Number()
    {
        int start = at;
        while (at < text.Length && char.IsLetterOrDigit(text[at]))
        {
            at++;
        }

        // C23 has digit separators.
        if (at < text.Length && text[at] == '\'')
        {
            return false;
        }

        bool isHex = at - start > 2 && text[start] == '0' && text[start + 1] is 'x' or 'X';
        int digits = isHex ? start + 2 : start;
        if (at - digits > (isHex ? 8 : 9) || (isHex && at - digits == 8 && text[digits] > '7'))
        {
            return false;
        }

        for (int i = digits; i < at; i++)
        {
            if (text[i] is not ((>= '0' and <= '9') or (>= 'a' and <= 'f') or (>= 'A' and <= 'F')) || (!isHex && text[i] > '9'))
            {
                return false;
            }
        }

        return true;
    }

    // Only unescaped ASCII characters; the value of any other can depend on the signedness of char.
    private bool Text(char quote)
    {
        int start = ++at;
        while (at < text.Length && text[at] != quote)
        {
            if (text[at] is < ' ' or > '~' or '\\')
            {
                return false;
            }

            at++;
        }

        return at++ < text.Length && (quote == '"' || at - start == 2);
    }

    // The only accepted directive is the definition of a macro without parameters.
    private bool Define()
    {
        const string Directive = "define";
        at++;
        SkipBlanks();
        if (string.CompareOrdinal(text, at, Directive, 0, Directive.Length) != 0)
        {
            return false;
        }

        at += Directive.Length;
        int blank = at;
        SkipBlanks();

        // The name of the macro must not be one of the words for types.
        bool isInside = IsInside;
        isMacro = true;
        if (isInside || at == blank || at == text.Length || !IsNameStart(text[at]) || !Word() || (at < text.Length && text[at] == '('))
        {
            return false;
        }

        next = Body.None;
        isTagNext = isNamed = isAfterWord = false;
        parentheses = questions = 0;
        return true;
    }

    private bool IsInside => isAttribute || isValue || brackets > 0;

    // Any expression for an enumerator; for a constant only values that every arithmetic type holds.
    private bool BeginValue()
    {
        if (bodies.Count > 0 && bodies.Peek() == Body.Enum)
        {
            isValue = true;
            parentheses = questions = 0;
            return true;
        }

        // Its type is the type of all computations with it.
        return foreign == 1 && SmallNumber(GreatestEverywhere) && at < text.Length && text[at] == ';';
    }

    private bool Width() => bodies.Count > 0 && bodies.Peek() == Body.Record && SmallNumber(WidestBitField) && at < text.Length && text[at] is ';' or ',';

    private bool SmallNumber(int greatest)
    {
        SkipBlanks();
        int value = 0;
        int start = at;
        while (at < text.Length && text[at] is >= '0' and <= '9' && at - start < 4)
        {
            value = (value * 10) + (text[at++] - '0');
        }

        bool isDecimal = at > start && (text[start] != '0' || at == start + 1);
        SkipBlanks();
        return isDecimal && value <= greatest;
    }

    private void SkipBlanks()
    {
        while (at < text.Length && text[at] is ' ' or '\t')
        {
            at++;
        }
    }
}
