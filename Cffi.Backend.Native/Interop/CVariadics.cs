using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Cffi.Interop;

/// <summary>What a variadic function takes behind its named parameters: any number of values.</summary>
/// <remarks>A literal <c>null</c> alone is one argument, a null pointer, as it is among others.</remarks>
[CollectionBuilder(typeof(CArrayBuilder), nameof(CArrayBuilder.CreateVariadics))]
public readonly ref struct CVariadics
{
    private static readonly CValue[] OneNull = [(string?)null];

    private CVariadics(ReadOnlySpan<CValue> arguments) => Arguments = arguments;

    internal ReadOnlySpan<CValue> Arguments { get; }

    /// <summary>A list of values.</summary>
    public static implicit operator CVariadics(ReadOnlySpan<CValue> arguments) => new(arguments);

    /// <summary>A literal <c>null</c>; there are no objects of the type.</summary>
    public static implicit operator CVariadics(CNull? nothing) => new(OneNull);

    /// <summary>The values one by one.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public ReadOnlySpan<CValue>.Enumerator GetEnumerator() => Arguments.GetEnumerator();
}
