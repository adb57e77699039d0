using System.Runtime.CompilerServices;

namespace Cffi;

// Calls through function pointers.
public sealed partial class CData
{
    /// <summary>Calls the function that this points to.</summary>
    /// <inheritdoc cref="CFunction.Invoke(ReadOnlySpan{CValue})"/>
    public CValue Invoke(params ReadOnlySpan<CValue> arguments) => CFunction.OfPointer(this).Invoke(arguments);

    /// <summary>Calls the function that this points to.</summary>
    /// <inheritdoc cref="CFunction.Invoke{T}(ReadOnlySpan{CValue})"/>
    public T Invoke<T>(params ReadOnlySpan<CValue> arguments) => CFunction.OfPointer(this).Invoke<T>(arguments);

    /// <summary>Calls the function that this points to with a null pointer as its one argument.</summary>
    /// <inheritdoc cref="CFunction.Invoke(ReadOnlySpan{CValue})"/>
    [OverloadResolutionPriority(1)]
    public CValue Invoke(CNull? argument) => CFunction.OfPointer(this).Invoke(argument);

    /// <summary>Calls the function that this points to with a null pointer as its one argument.</summary>
    /// <inheritdoc cref="CFunction.Invoke{T}(ReadOnlySpan{CValue})"/>
    [OverloadResolutionPriority(1)]
    public T Invoke<T>(CNull? argument) => CFunction.OfPointer(this).Invoke<T>(argument);
}
