namespace Cffi;

/// <summary>Every exception that Cffi throws to its users, including those that derive from exceptions of .NET.</summary>
public interface ICffiException
{
    /// <summary>The id of the error, <c>CFFInnnn</c>; ids never change.</summary>
    string Id { get; }

    /// <summary>The id, what is wrong, and what to do.</summary>
    string Message { get; }
}
