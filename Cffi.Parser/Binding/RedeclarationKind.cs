namespace Cffi.Parser.Binding;

/// <summary>How a second declaration of a name stands to the first.</summary>
internal enum RedeclarationKind
{
    /// <summary>It says nothing new.</summary>
    Same,

    /// <summary>It says more: an array's length.</summary>
    Completing,

    /// <summary>It contradicts.</summary>
    Different,
}
