namespace Cffi.Generator.Emission.Functions;

/// <summary>How one method takes a parameter.</summary>
/// <param name="Type">The C# type, with <c>ref</c>, <c>in</c> or <c>out</c>; null if the parameter is omitted.</param>
/// <param name="Argument">The expression that is passed on.</param>
internal sealed record Alternative(string? Type, string Argument)
{
    /// <summary>A statement before the call; null for none.</summary>
    public string? Before { get; init; }

    /// <summary>The header of a <c>fixed</c> statement around the call; null for none.</summary>
    public string? Fixed { get; init; }

    /// <summary>A statement after the call; null for none.</summary>
    public string? After { get; init; }

    /// <summary>The variable that lends a method to C for the call; null for none.</summary>
    public string? Lent { get; init; }

    /// <summary>Whether the method uses stack memory that need not be cleared.</summary>
    public bool UsesStack { get; init; }

    /// <summary>Whether the parameter is a span, which knows its length.</summary>
    public bool IsSpan { get; init; }
}
