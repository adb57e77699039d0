namespace Cffi.Parser.Binding;

/// <summary>The relation of a second declaration of a name to the first.</summary>
internal enum RedeclarationKind
{
    /// <summary>It adds nothing.</summary>
    Same,

    /// <summary>It adds something: the length of an array.</summary>
    Completing,

    /// <summary>It contradicts the first.</summary>
    Different,
}
