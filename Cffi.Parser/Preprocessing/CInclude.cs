namespace Cffi.Parser;

/// <summary>An <c>#include</c> whose text is wanted: the question to <see cref="CdefOptions.IncludeResolver"/>.</summary>
/// <remarks>Immutable; any thread may use it.</remarks>
public sealed class CInclude
{
    internal CInclude(string name, bool isQuoted, bool isNext, bool isBuiltIn, string includingName)
    {
        Name = name;
        IsQuoted = isQuoted;
        IsNext = isNext;
        IsBuiltIn = isBuiltIn;
        IncludingName = includingName;
    }

    /// <summary>The name between the quotes or angle brackets.</summary>
    public string Name { get; }

    /// <summary>Whether the name is in quotes. Compilers then search first in the folder of the file that has the <c>#include</c>.</summary>
    public bool IsQuoted { get; }

    /// <summary>Whether it is an <c>#include_next</c> (GNU): a search in folders goes on after the folder of the text that has it.</summary>
    public bool IsNext { get; }

    /// <summary>Whether Cffi knows the types of the header itself, so that null is an answer too.</summary>
    public bool IsBuiltIn { get; }

    /// <summary>The name of the text that has the <c>#include</c>: what the resolver named it, or <see cref="CdefOptions.SourceName"/>.</summary>
    public string IncludingName { get; }

    /// <summary>The directive.</summary>
    public override string ToString() => $"#include{(IsNext ? "_next" : "")} {(IsQuoted ? $"\"{Name}\"" : $"<{Name}>")}";
}
