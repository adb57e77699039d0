namespace Cffi.Layout;

/// <summary>A type that has no layout: incomplete, partial, a function, or too large.</summary>
/// <remarks>Where a declaration text is at hand it becomes a <see cref="CDiagnostic"/>; a user sees it as it is when asking for a size.</remarks>
public sealed class LayoutException : CffiUsageException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="id">The id, <c>CFFI4nnn</c>.</param>
    /// <param name="type">The type without a layout.</param>
    /// <param name="message">Why there is none.</param>
    public LayoutException(string id, CType type, string message)
        : base(id, message)
    {
        Type = type;
    }

    /// <summary>The type without a layout.</summary>
    public CType Type { get; }
}
