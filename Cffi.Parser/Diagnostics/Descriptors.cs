namespace Cffi.Parser.Diagnostics;

/// <summary>The diagnostics of the parser. Ids never change their meaning.</summary>
internal static class Descriptors
{
    // Characters and tokens.
    public static readonly CDiagnosticDescriptor StrayCharacter = Error("CFFI1001", "invalid character");
    public static readonly CDiagnosticDescriptor UnterminatedComment = Error("CFFI1002", "unterminated comment");
    public static readonly CDiagnosticDescriptor UnterminatedLiteral = Error("CFFI1003", "unterminated string or character constant");
    public static readonly CDiagnosticDescriptor BadLiteral = Error("CFFI1004", "invalid literal");

    // Directives and macros.
    public static readonly CDiagnosticDescriptor UnsupportedDirective = Error("CFFI1101", "unsupported preprocessor directive");
    public static readonly CDiagnosticDescriptor BadDirective = Error("CFFI1102", "malformed preprocessor directive");
    public static readonly CDiagnosticDescriptor MacroConflict = Error("CFFI1103", "macro defined twice with different bodies");
    public static readonly CDiagnosticDescriptor MacroTooLarge = Error("CFFI1104", "macro expansion too large");
    public static readonly CDiagnosticDescriptor BadMacroCall = Error("CFFI1105", "malformed macro call");
    public static readonly CDiagnosticDescriptor IgnoredDirective = Warning("CFFI1106", "directive without effect");

    public static readonly CDiagnosticDescriptor ErrorDirective = Error("CFFI1107", "#error directive");
    public static readonly CDiagnosticDescriptor WarningDirective = Warning("CFFI1108", "#warning directive");
    public static readonly CDiagnosticDescriptor UnknownHeader = Error("CFFI1109", "#include of an unknown header");
    public static readonly CDiagnosticDescriptor BadCondition = Error("CFFI1110", "invalid #if condition");
    public static readonly CDiagnosticDescriptor UnbalancedCondition = Error("CFFI1111", "unbalanced #if, #else or #endif");
    public static readonly CDiagnosticDescriptor TooManyIncludes = Error("CFFI1112", "#include of too many texts");
    public static readonly CDiagnosticDescriptor FailedInclude = Error("CFFI1113", "#include whose resolver failed");

    // Syntax.
    public static readonly CDiagnosticDescriptor Syntax = Error("CFFI2001", "syntax error");
    public static readonly CDiagnosticDescriptor TooDeep = Error("CFFI2002", "nested too deeply");
    public static readonly CDiagnosticDescriptor UnsupportedLinkage = Error("CFFI2003", "unsupported language linkage");
    public static readonly CDiagnosticDescriptor OtherLinkage = Warning("CFFI2005", "language linkage read as C#");
    public static readonly CDiagnosticDescriptor SkippedBody = Warning("CFFI2004", "function body skipped");

    // Names and types.
    public static readonly CDiagnosticDescriptor UnknownType = Error("CFFI3001", "unknown type name");
    public static readonly CDiagnosticDescriptor UnknownTag = Error("CFFI3002", "unknown struct, union or enum");
    public static readonly CDiagnosticDescriptor UnknownName = Error("CFFI3003", "unknown identifier");
    public static readonly CDiagnosticDescriptor Conflict = Error("CFFI3004", "conflicting declarations of one name");
    public static readonly CDiagnosticDescriptor BadSpecifiers = Error("CFFI3005", "invalid combination of declaration specifiers");
    public static readonly CDiagnosticDescriptor BadDeclarator = Error("CFFI3006", "invalid declarator");
    public static readonly CDiagnosticDescriptor IncompleteType = Error("CFFI3007", "incomplete type where a size is needed");
    public static readonly CDiagnosticDescriptor BadBitField = Error("CFFI3008", "invalid bit-field");
    public static readonly CDiagnosticDescriptor DuplicateMember = Error("CFFI3009", "two members or parameters with one name");
    public static readonly CDiagnosticDescriptor BadMember = Error("CFFI3010", "invalid member");
    public static readonly CDiagnosticDescriptor NotConstant = Error("CFFI3011", "not a constant expression");
    public static readonly CDiagnosticDescriptor BadConstant = Error("CFFI3012", "constant expression without a value");
    public static readonly CDiagnosticDescriptor StaticAssertion = Error("CFFI3013", "failed static assertion");
    public static readonly CDiagnosticDescriptor BadAlignment = Error("CFFI3014", "invalid alignment");
    public static readonly CDiagnosticDescriptor BadArrayLength = Error("CFFI3015", "invalid array length");
    public static readonly CDiagnosticDescriptor UnknownAttribute = Warning("CFFI3016", "unknown attribute");
    public static readonly CDiagnosticDescriptor NotATypeName = Error("CFFI3017", "declaration where only a type name is allowed");
    public static readonly CDiagnosticDescriptor EmptyDeclaration = Warning("CFFI3018", "declaration that declares nothing");

    public static readonly CDiagnosticDescriptor IgnoredAttribute = Warning("CFFI3019", "attribute without effect");

    public static readonly CDiagnosticDescriptor UnknownOfHeader = Warning("CFFI3020", "record of an included header that is unknown for the target");

    // Unsupported constructs.
    public static readonly CDiagnosticDescriptor Unsupported = Error("CFFI5301", "unsupported C construct");

    /// <summary>All descriptors, for the table of diagnostics.</summary>
    public static IReadOnlyList<CDiagnosticDescriptor> All { get; } =
    [
        StrayCharacter, UnterminatedComment, UnterminatedLiteral, BadLiteral,
        UnsupportedDirective, BadDirective, MacroConflict, MacroTooLarge, BadMacroCall, IgnoredDirective,
        ErrorDirective, WarningDirective, UnknownHeader, BadCondition, UnbalancedCondition, TooManyIncludes, FailedInclude,
        Syntax, TooDeep, UnsupportedLinkage, SkippedBody, OtherLinkage,
        UnknownType, UnknownTag, UnknownName, Conflict, BadSpecifiers, BadDeclarator, IncompleteType, BadBitField,
        DuplicateMember, BadMember, NotConstant, BadConstant, StaticAssertion, BadAlignment, BadArrayLength,
        UnknownAttribute, NotATypeName, EmptyDeclaration, IgnoredAttribute, UnknownOfHeader, Unsupported,
    ];

    private static CDiagnosticDescriptor Error(string id, string title) => new(id, CDiagnosticSeverity.Error, title);

    private static CDiagnosticDescriptor Warning(string id, string title) => new(id, CDiagnosticSeverity.Warning, title);
}
