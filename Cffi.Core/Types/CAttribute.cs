namespace Cffi.Types;

/// <summary>An attribute that a declaration keeps: <c>deprecated</c>, and all in the namespace <c>cffi</c>.</summary>
public sealed record CAttribute
{
    /// <summary>Makes one.</summary>
    /// <param name="name">The name, with its namespace where it has one: <c>deprecated</c>, <c>cffi::errno</c>.</param>
    /// <param name="arguments">The arguments as C text; a string literal without its quotes.</param>
    public CAttribute(string name, IReadOnlyList<string> arguments)
    {
        Name = name;
        Arguments = arguments;
    }

    /// <summary>The name, with its namespace where it has one: <c>deprecated</c>, <c>cffi::errno</c>.</summary>
    public string Name { get; init; }

    /// <summary>The arguments as C text; a string literal without its quotes.</summary>
    public IReadOnlyList<string> Arguments { get; init; }

    /// <summary>Whether both have the same name and the same arguments.</summary>
    public bool Equals(CAttribute? other) => other is not null && Name == other.Name && Arguments.SequenceEqual(other.Arguments);

    /// <inheritdoc/>
    public override int GetHashCode() => Name.GetHashCode() ^ Arguments.Count;
}
