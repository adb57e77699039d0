using Cffi.Parser;

namespace Cffi;

/// <summary>Options for parsing a C text.</summary>
public sealed record CdefOptions
{
    /// <summary>The largest alignment in bytes of a member: 1, 2, 4, 8 or 16, like <c>#pragma pack</c>; 0 for no limit.</summary>
    public int Pack { get; init; }

    /// <summary>Whether all records of the text are packed (GNU <c>__attribute__((packed))</c>).</summary>
    public bool Packed { get; init; }

    /// <summary>Whether a declaration replaces an earlier, different declaration of the same name. If false, the second declaration is an error.</summary>
    public bool Override { get; init; }

    /// <summary>The name of the text in diagnostics.</summary>
    public string SourceName { get; init; } = "<cdef>";

    /// <summary>
    /// Gives the text of an <c>#include</c>; null if only the headers that Cffi knows itself are accepted. It is asked first, also for these
    /// headers (<see cref="CInclude.IsBuiltIn"/>): if it returns null, Cffi's own knowledge counts, and an unknown header is an error.
    /// </summary>
    /// <remarks>
    /// The name of the text that it returns appears in diagnostics, and identifies the text for <c>#pragma once</c>, so return a full path or
    /// another name that is the text's own. It runs on the thread that parses, while a lock of the parser is held: it cannot declare or look up
    /// anything in the <c>Ffi</c> that asks. It may be asked more than once for a header, for <c>__has_include</c> and when the text is parsed
    /// again for another platform. An exception of it becomes the inner exception of the <see cref="CDefinitionException"/>.
    /// </remarks>
    public Func<CInclude, CSourceText?>? IncludeResolver { get; init; }
}
