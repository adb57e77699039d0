namespace Cffi.Generator.Emission.Functions;

/// <summary>Another way to take a parameter than as C has it.</summary>
/// <param name="Type">The C# type, with <c>ref</c>, <c>in</c> or <c>out</c>; null where the parameter is left out.</param>
/// <param name="Argument">What is passed on.</param>
internal sealed record Alternative(string? Type, string Argument)
{
    /// <summary>What tells overloads apart: C# tells <c>ref</c>, <c>in</c> and <c>out</c> from a value, but not from each other.</summary>
    public string? Signature { get; } = SignatureOf(Type);

    /// <summary>Statements before the call.</summary>
    public IReadOnlyList<string> Before { get; init; } = [];

    /// <summary>The headers of <c>fixed</c> statements around the call.</summary>
    public string? Fixed { get; init; }

    /// <summary>Statements after the call.</summary>
    public IReadOnlyList<string> After { get; init; } = [];

    /// <summary>Statements at the end, whatever happens.</summary>
    public IReadOnlyList<string> Finally { get; init; } = [];

    /// <summary>The variable that lends C a method for the call; null for none.</summary>
    public string? Lent { get; init; }

    /// <summary>Whether the method writes to stack memory that need not be cleared.</summary>
    public bool UsesStack { get; init; }

    /// <summary>A parameter passed on, with the word that its type begins with.</summary>
    public static string Passed(string type, string name)
    {
        string word = type.Substring(0, type.IndexOf(' ') + 1);
        return word is "ref " or "out " or "in " ? word + name : name;
    }

    private static string? SignatureOf(string? type)
    {
        if (type is null)
        {
            return null;
        }

        int start = type.StartsWith("ref ", StringComparison.Ordinal) || type.StartsWith("out ", StringComparison.Ordinal) ? 4
            : type.StartsWith("in ", StringComparison.Ordinal) ? 3
            : 0;
        string plain = type.EndsWith("?", StringComparison.Ordinal) ? type.TrimEnd('?') : type;
        return start == 0 ? plain : "&" + plain.Substring(start);
    }
}
