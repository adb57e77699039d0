namespace Cffi.Parser.Grammar;

/// <summary>Whether a declarator has a name.</summary>
internal enum DeclaratorForm
{
    /// <summary>It has a name.</summary>
    Named,

    /// <summary>It has no name: in a type name.</summary>
    Abstract,

    /// <summary>It may have a name: in a parameter.</summary>
    Either,
}
