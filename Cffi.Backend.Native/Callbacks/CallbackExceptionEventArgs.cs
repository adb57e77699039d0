namespace Cffi;

/// <summary>An exception that left the body of a callback.</summary>
[System.Diagnostics.DebuggerDisplay("{Callback,nq}: {Exception}")]
public sealed class CallbackExceptionEventArgs : EventArgs
{
    internal CallbackExceptionEventArgs(Exception exception, string callback, bool isThrownLater)
    {
        Exception = exception;
        Callback = callback;
        IsThrownLater = isThrownLater;
    }

    /// <summary>The exception.</summary>
    public Exception Exception { get; }

    /// <summary>The callback: its C type and its method, or the name of the function.</summary>
    public string Callback { get; }

    /// <summary>Whether the exception is kept for the call into C in which the callback runs. If not, nothing catches it.</summary>
    public bool IsThrownLater { get; }
}
