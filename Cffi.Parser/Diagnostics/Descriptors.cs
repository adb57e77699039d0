namespace Cffi.Parser.Diagnostics;

/// <summary>The diagnostics that reading C text can give. Ids never change their meaning.</summary>
internal static class Descriptors
{
    // Characters and tokens.
    public static readonly DiagnosticDescriptor StrayCharacter = Error("CFFI1001", "a character that cannot occur in C");
    public static readonly DiagnosticDescriptor UnterminatedComment = Error("CFFI1002", "a comment without its end");
    public static readonly DiagnosticDescriptor UnterminatedLiteral = Error("CFFI1003", "a string or character constant without its end");
    public static readonly DiagnosticDescriptor BadLiteral = Error("CFFI1004", "a literal that C does not know");

    // Directives and macros.
    public static readonly DiagnosticDescriptor UnsupportedDirective = Error("CFFI1101", "a preprocessor directive that is not read");
    public static readonly DiagnosticDescriptor BadDirective = Error("CFFI1102", "a preprocessor directive that is not well formed");
    public static readonly DiagnosticDescriptor MacroConflict = Error("CFFI1103", "a macro defined twice, differently");
    public static readonly DiagnosticDescriptor MacroTooLarge = Error("CFFI1104", "a macro that expands without measure");
    public static readonly DiagnosticDescriptor BadMacroCall = Error("CFFI1105", "a macro call that is not well formed");
    public static readonly DiagnosticDescriptor IgnoredDirective = Warning("CFFI1106", "a directive without effect here");

    public static readonly DiagnosticDescriptor ErrorDirective = Error("CFFI1107", "an #error directive");
    public static readonly DiagnosticDescriptor WarningDirective = Warning("CFFI1108", "a #warning directive");
    public static readonly DiagnosticDescriptor UnknownHeader = Error("CFFI1109", "an #include of a header that is not known");
    public static readonly DiagnosticDescriptor BadCondition = Error("CFFI1110", "an #if condition without a value");
    public static readonly DiagnosticDescriptor UnbalancedCondition = Error("CFFI1111", "an #if, #else or #endif without its counterpart");

    // Syntax.
    public static readonly DiagnosticDescriptor Syntax = Error("CFFI2001", "not C's grammar");
    public static readonly DiagnosticDescriptor TooDeep = Error("CFFI2002", "nested too deeply");
    public static readonly DiagnosticDescriptor UnsupportedLinkage = Error("CFFI2003", "a language linkage other than C");
    public static readonly DiagnosticDescriptor OtherLinkage = Warning("CFFI2005", "a language linkage read as C#");
    public static readonly DiagnosticDescriptor SkippedBody = Warning("CFFI2004", "a function body that is skipped");

    // Names and types.
    public static readonly DiagnosticDescriptor UnknownType = Error("CFFI3001", "an unknown type name");
    public static readonly DiagnosticDescriptor UnknownTag = Error("CFFI3002", "an unknown struct, union or enum");
    public static readonly DiagnosticDescriptor UnknownName = Error("CFFI3003", "an unknown identifier");
    public static readonly DiagnosticDescriptor Conflict = Error("CFFI3004", "declared twice, differently");
    public static readonly DiagnosticDescriptor BadSpecifiers = Error("CFFI3005", "declaration specifiers that do not go together");
    public static readonly DiagnosticDescriptor BadDeclarator = Error("CFFI3006", "a type that C does not allow");
    public static readonly DiagnosticDescriptor IncompleteType = Error("CFFI3007", "an incomplete type where its size is needed");
    public static readonly DiagnosticDescriptor BadBitField = Error("CFFI3008", "a bit-field that C does not allow");
    public static readonly DiagnosticDescriptor DuplicateMember = Error("CFFI3009", "two members or parameters of one name");
    public static readonly DiagnosticDescriptor BadMember = Error("CFFI3010", "a member that C does not allow");
    public static readonly DiagnosticDescriptor NotConstant = Error("CFFI3011", "not a constant expression");
    public static readonly DiagnosticDescriptor BadConstant = Error("CFFI3012", "a constant expression without a value");
    public static readonly DiagnosticDescriptor StaticAssertion = Error("CFFI3013", "a static assertion that fails");
    public static readonly DiagnosticDescriptor BadAlignment = Error("CFFI3014", "an alignment that C does not allow");
    public static readonly DiagnosticDescriptor BadArrayLength = Error("CFFI3015", "an array length that C does not allow");
    public static readonly DiagnosticDescriptor UnknownAttribute = Warning("CFFI3016", "an unknown attribute");
    public static readonly DiagnosticDescriptor NotATypeName = Error("CFFI3017", "more than a type name where a type name is wanted");
    public static readonly DiagnosticDescriptor EmptyDeclaration = Warning("CFFI3018", "a declaration that declares nothing");

    public static readonly DiagnosticDescriptor IgnoredAttribute = Warning("CFFI3019", "an attribute without effect here");

    public static readonly DiagnosticDescriptor UnknownOfHeader = Warning("CFFI3020", "a record of an included header that is not known for the target");

    // What C has and we do not.
    public static readonly DiagnosticDescriptor Unsupported = Error("CFFI5301", "a part of C that no type here stands for");

    /// <summary>All of them, for the table of diagnostics.</summary>
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
