namespace Cffi.Parser.Diagnostics;

/// <summary>The diagnostics of the parser. Ids never change their meaning.</summary>
internal static class Descriptors
{
    // Characters and tokens.
    public static readonly DiagnosticDescriptor StrayCharacter = Error("CFFI1001", "invalid character");
    public static readonly DiagnosticDescriptor UnterminatedComment = Error("CFFI1002", "unterminated comment");
    public static readonly DiagnosticDescriptor UnterminatedLiteral = Error("CFFI1003", "unterminated string or character constant");
    public static readonly DiagnosticDescriptor BadLiteral = Error("CFFI1004", "invalid literal");

    // Directives and macros.
    public static readonly DiagnosticDescriptor UnsupportedDirective = Error("CFFI1101", "unsupported preprocessor directive");
    public static readonly DiagnosticDescriptor BadDirective = Error("CFFI1102", "malformed preprocessor directive");
    public static readonly DiagnosticDescriptor MacroConflict = Error("CFFI1103", "macro defined twice with different bodies");
    public static readonly DiagnosticDescriptor MacroTooLarge = Error("CFFI1104", "macro expansion too large");
    public static readonly DiagnosticDescriptor BadMacroCall = Error("CFFI1105", "malformed macro call");
    public static readonly DiagnosticDescriptor IgnoredDirective = Warning("CFFI1106", "directive without effect");

    public static readonly DiagnosticDescriptor ErrorDirective = Error("CFFI1107", "#error directive");
    public static readonly DiagnosticDescriptor WarningDirective = Warning("CFFI1108", "#warning directive");
    public static readonly DiagnosticDescriptor UnknownHeader = Error("CFFI1109", "#include of an unknown header");
    public static readonly DiagnosticDescriptor BadCondition = Error("CFFI1110", "invalid #if condition");
    public static readonly DiagnosticDescriptor UnbalancedCondition = Error("CFFI1111", "unbalanced #if, #else or #endif");

    // Syntax.
    public static readonly DiagnosticDescriptor Syntax = Error("CFFI2001", "syntax error");
    public static readonly DiagnosticDescriptor TooDeep = Error("CFFI2002", "nested too deeply");
    public static readonly DiagnosticDescriptor UnsupportedLinkage = Error("CFFI2003", "unsupported language linkage");
    public static readonly DiagnosticDescriptor OtherLinkage = Warning("CFFI2005", "language linkage read as C#");
    public static readonly DiagnosticDescriptor SkippedBody = Warning("CFFI2004", "function body skipped");

    // Names and types.
    public static readonly DiagnosticDescriptor UnknownType = Error("CFFI3001", "unknown type name");
    public static readonly DiagnosticDescriptor UnknownTag = Error("CFFI3002", "unknown struct, union or enum");
    public static readonly DiagnosticDescriptor UnknownName = Error("CFFI3003", "unknown identifier");
    public static readonly DiagnosticDescriptor Conflict = Error("CFFI3004", "conflicting declarations of one name");
    public static readonly DiagnosticDescriptor BadSpecifiers = Error("CFFI3005", "invalid combination of declaration specifiers");
    public static readonly DiagnosticDescriptor BadDeclarator = Error("CFFI3006", "invalid declarator");
    public static readonly DiagnosticDescriptor IncompleteType = Error("CFFI3007", "incomplete type where a size is needed");
    public static readonly DiagnosticDescriptor BadBitField = Error("CFFI3008", "invalid bit-field");
    public static readonly DiagnosticDescriptor DuplicateMember = Error("CFFI3009", "two members or parameters with one name");
    public static readonly DiagnosticDescriptor BadMember = Error("CFFI3010", "invalid member");
    public static readonly DiagnosticDescriptor NotConstant = Error("CFFI3011", "not a constant expression");
    public static readonly DiagnosticDescriptor BadConstant = Error("CFFI3012", "constant expression without a value");
    public static readonly DiagnosticDescriptor StaticAssertion = Error("CFFI3013", "failed static assertion");
    public static readonly DiagnosticDescriptor BadAlignment = Error("CFFI3014", "invalid alignment");
    public static readonly DiagnosticDescriptor BadArrayLength = Error("CFFI3015", "invalid array length");
    public static readonly DiagnosticDescriptor UnknownAttribute = Warning("CFFI3016", "unknown attribute");
    public static readonly DiagnosticDescriptor NotATypeName = Error("CFFI3017", "declaration where only a type name is allowed");
    public static readonly DiagnosticDescriptor EmptyDeclaration = Warning("CFFI3018", "declaration that declares nothing");

    public static readonly DiagnosticDescriptor IgnoredAttribute = Warning("CFFI3019", "attribute without effect");

    public static readonly DiagnosticDescriptor UnknownOfHeader = Warning("CFFI3020", "record of an included header that is unknown for the target");

    // Unsupported constructs.
    public static readonly DiagnosticDescriptor Unsupported = Error("CFFI5301", "unsupported C construct");

    /// <summary>All descriptors, for the table of diagnostics.</summary>
    public static IReadOnlyList<DiagnosticDescriptor> All { get; } =
    [
        StrayCharacter, UnterminatedComment, UnterminatedLiteral, BadLiteral,
        UnsupportedDirective, BadDirective, MacroConflict, MacroTooLarge, BadMacroCall, IgnoredDirective,
        ErrorDirective, WarningDirective, UnknownHeader, BadCondition, UnbalancedCondition,
        Syntax, TooDeep, UnsupportedLinkage, SkippedBody, OtherLinkage,
        UnknownType, UnknownTag, UnknownName, Conflict, BadSpecifiers, BadDeclarator, IncompleteType, BadBitField,
        DuplicateMember, BadMember, NotConstant, BadConstant, StaticAssertion, BadAlignment, BadArrayLength,
        UnknownAttribute, NotATypeName, EmptyDeclaration, IgnoredAttribute, UnknownOfHeader, Unsupported,
    ];

    private static DiagnosticDescriptor Error(string id, string title) => new(id, DiagnosticSeverity.Error, title);

    private static DiagnosticDescriptor Warning(string id, string title) => new(id, DiagnosticSeverity.Warning, title);
}
