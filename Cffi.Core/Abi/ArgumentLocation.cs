namespace Cffi.Core.Abi;

/// <summary>The kind of place that carries an argument or a part of one.</summary>
public enum ArgumentLocation
{
    /// <summary>A general (integer) register.</summary>
    General,

    /// <summary>A floating (vector) register.</summary>
    Floating,

    /// <summary>The stack argument area.</summary>
    Stack,
}
