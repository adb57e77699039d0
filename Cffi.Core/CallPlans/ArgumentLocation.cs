namespace Cffi.Core.CallPlans;

/// <summary>The kind of location that holds an argument or a part of one.</summary>
internal enum ArgumentLocation
{
    /// <summary>A general (integer) register.</summary>
    General,

    /// <summary>A floating (vector) register.</summary>
    Floating,

    /// <summary>The stack argument area.</summary>
    Stack,
}
