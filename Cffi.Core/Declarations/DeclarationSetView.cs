using System.Diagnostics;

namespace Cffi.Declarations;

/// <summary>What a debugger shows of a <see cref="DeclarationSet"/>: one snapshot, not one for each of its properties.</summary>
internal sealed class DeclarationSetView(DeclarationSet set)
{
    [DebuggerBrowsable(DebuggerBrowsableState.RootHidden)]
    public Declaration[] All { get; } = [.. set.All];
}
