namespace Cffi.Parser.Diagnostics;

/// <summary>The diagnostics that reading C text can give. Ids never change their meaning.</summary>
internal static class Descriptors
{
    // Characters and tokens.
    public static readonly CDiagnosticDescriptor StrayCharacter = Error("CFFI1001", "a character that cannot occur in C");
    public static readonly CDiagnosticDescriptor UnterminatedComment = Error("CFFI1002", "a comment without its end");
    public static readonly CDiagnosticDescriptor UnterminatedLiteral = Error("CFFI1003", "a string or character constant without its end");
    public static readonly CDiagnosticDescriptor BadLiteral = Error("CFFI1004", "a literal that C does not know");

    // Directives and macros.
    public static readonly CDiagnosticDescriptor UnsupportedDirective = Error("CFFI1101", "a preprocessor directive that is not read");
    public static readonly CDiagnosticDescriptor BadDirective = Error("CFFI1102", "a preprocessor directive that is not well formed");
    public static readonly CDiagnosticDescriptor MacroConflict = Error("CFFI1103", "a macro defined twice, differently");
    public static readonly CDiagnosticDescriptor MacroTooLarge = Error("CFFI1104", "a macro that expands without measure");
    public static readonly CDiagnosticDescriptor BadMacroCall = Error("CFFI1105", "a macro call that is not well formed");
    public static readonly CDiagnosticDescriptor IgnoredDirective = Warning("CFFI1106", "a directive without effect here");

    public static readonly CDiagnosticDescriptor ErrorDirective = Error("CFFI1107", "an #error directive");
    public static readonly CDiagnosticDescriptor WarningDirective = Warning("CFFI1108", "a #warning directive");
    public static readonly CDiagnosticDescriptor UnknownHeader = Error("CFFI1109", "an #include of a header that is not known");
    public static readonly CDiagnosticDescriptor BadCondition = Error("CFFI1110", "an #if condition without a value");
    public static readonly CDiagnosticDescriptor UnbalancedCondition = Error("CFFI1111", "an #if, #else or #endif without its counterpart");

    // Syntax.
    public static readonly CDiagnosticDescriptor Syntax = Error("CFFI2001", "not C's grammar");
    public static readonly CDiagnosticDescriptor TooDeep = Error("CFFI2002", "nested too deeply");
    public static readonly CDiagnosticDescriptor UnsupportedLinkage = Error("CFFI2003", "a language linkage other than C");
    public static readonly CDiagnosticDescriptor OtherLinkage = Warning("CFFI2005", "a language linkage read as C#");
    public static readonly CDiagnosticDescriptor SkippedBody = Warning("CFFI2004", "a function body that is skipped");

    // Names and types.
    public static readonly CDiagnosticDescriptor UnknownType = Error("CFFI3001", "an unknown type name");
    public static readonly CDiagnosticDescriptor UnknownTag = Error("CFFI3002", "an unknown struct, union or enum");
    public static readonly CDiagnosticDescriptor UnknownName = Error("CFFI3003", "an unknown identifier");
    public static readonly CDiagnosticDescriptor Conflict = Error("CFFI3004", "declared twice, differently");
    public static readonly CDiagnosticDescriptor BadSpecifiers = Error("CFFI3005", "declaration specifiers that do not go together");
    public static readonly CDiagnosticDescriptor BadDeclarator = Error("CFFI3006", "a type that C does not allow");
    public static readonly CDiagnosticDescriptor IncompleteType = Error("CFFI3007", "an incomplete type where its size is needed");
    public static readonly CDiagnosticDescriptor BadBitField = Error("CFFI3008", "a bit-field that C does not allow");
    public static readonly CDiagnosticDescriptor DuplicateMember = Error("CFFI3009", "two members or parameters of one name");
    public static readonly CDiagnosticDescriptor BadMember = Error("CFFI3010", "a member that C does not allow");
    public static readonly CDiagnosticDescriptor NotConstant = Error("CFFI3011", "not a constant expression");
    public static readonly CDiagnosticDescriptor BadConstant = Error("CFFI3012", "a constant expression without a value");
    public static readonly CDiagnosticDescriptor StaticAssertion = Error("CFFI3013", "a static assertion that fails");
    public static readonly CDiagnosticDescriptor BadAlignment = Error("CFFI3014", "an alignment that C does not allow");
    public static readonly CDiagnosticDescriptor BadArrayLength = Error("CFFI3015", "an array length that C does not allow");
    public static readonly CDiagnosticDescriptor UnknownAttribute = Warning("CFFI3016", "an unknown attribute");
    public static readonly CDiagnosticDescriptor NotATypeName = Error("CFFI3017", "more than a type name where a type name is wanted");
    public static readonly CDiagnosticDescriptor EmptyDeclaration = Warning("CFFI3018", "a declaration that declares nothing");

    public static readonly CDiagnosticDescriptor IgnoredAttribute = Warning("CFFI3019", "an attribute without effect here");

    public static readonly CDiagnosticDescriptor UnknownOfHeader = Warning("CFFI3020", "a record of an included header that is not known for the target");

    // What C has and we do not.
    public static readonly CDiagnosticDescriptor Unsupported = Error("CFFI5301", "a part of C that no type here stands for");

    /// <summary>All of them, for the table of diagnostics.</summary>
    public static IReadOnlyList<CDiagnosticDescriptor> All { get; } =
    [
        StrayCharacter, UnterminatedComment, UnterminatedLiteral, BadLiteral,
        UnsupportedDirective, BadDirective, MacroConflict, MacroTooLarge, BadMacroCall, IgnoredDirective,
        ErrorDirective, WarningDirective, UnknownHeader, BadCondition, UnbalancedCondition,
        Syntax, TooDeep, UnsupportedLinkage, SkippedBody, OtherLinkage,
        UnknownType, UnknownTag, UnknownName, Conflict, BadSpecifiers, BadDeclarator, IncompleteType, BadBitField,
        DuplicateMember, BadMember, NotConstant, BadConstant, StaticAssertion, BadAlignment, BadArrayLength,
        UnknownAttribute, NotATypeName, EmptyDeclaration, IgnoredAttribute, UnknownOfHeader, Unsupported,
    ];

    private static CDiagnosticDescriptor Error(string id, string title) => new(id, CDiagnosticSeverity.Error, title);

    private static CDiagnosticDescriptor Warning(string id, string title) => new(id, CDiagnosticSeverity.Warning, title);
}
