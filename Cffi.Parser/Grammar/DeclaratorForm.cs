namespace Cffi.Parser.Grammar;

/// <summary>Whether a declarator has a name.</summary>
internal enum DeclaratorForm
{
    /// <summary>It has one.</summary>
    Named,

    /// <summary>It has none: in a type name.</summary>
    Abstract,

    /// <summary>It may have one: in a parameter.</summary>
    Either,
}
