using System.ComponentModel;
using System.Runtime.CompilerServices;
using Cffi.Backend.Native.Callbacks;

namespace Cffi.Interop;

/// <summary>The entries for function pointers of one type: each runs a method when C calls.</summary>
/// <typeparam name="TBody">The type of the methods.</typeparam>
/// <typeparam name="TResult">What they return.</typeparam>
/// <remarks>For generated code; any thread.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class CEntries<TBody, TResult> : CEntries
    where TBody : Delegate
{
    /// <summary>Lets C call a method until the entry is returned.</summary>
    /// <param name="body">The method.</param>
    /// <param name="options">What becomes of its exceptions; null for what the process does.</param>
    public CEntry Start(TBody body, CallbackOptions<TResult>? options = null)
    {
        CommonErrors.ThrowIfNull(body);
        CEntry entry = Take(body, options);
        entry.OnException = options?.OnException;
        return entry;
    }

    /// <summary>The same for methods that return nothing.</summary>
    /// <param name="body">The method.</param>
    /// <param name="options">What becomes of its exceptions; null for what the process does.</param>
    public CEntry Start(TBody body, CallbackOptions? options) => Start(body, options is null ? null : new CallbackOptions<TResult>
    {
        OnException = options.OnException,
        OnError = options.OnError is not { } handler ? null : exception =>
        {
            handler(exception);
            return default!;
        },
    });

    /// <summary>Lets C call a method during one call.</summary>
    /// <param name="body">The method; null for a null pointer.</param>
    /// <param name="function">The C function that is called.</param>
    public CLent Lend(TBody? body, [CallerMemberName] string function = "") => body is null ? default : new CLent(Start(body), function);

    private protected abstract CEntry Take(TBody body, CallbackOptions<TResult>? options);
}
