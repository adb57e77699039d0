namespace Cffi;

/// <summary>Every exception that Cffi throws at its users: also those whose base is one of .NET's own.</summary>
public interface ICffiException
{
    /// <summary>What went wrong, as <c>CFFInnnn</c>; ids never change.</summary>
    string Id { get; }

    /// <summary>The id, what went wrong, and what to do about it.</summary>
    string Message { get; }
}
