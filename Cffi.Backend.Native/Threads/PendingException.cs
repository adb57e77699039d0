using System.Runtime.ExceptionServices;

namespace Cffi.Backend.Native.Threads;

/// <summary>The exceptions of callbacks during one running call into C. Belongs to one thread.</summary>
/// <param name="first">The exception that is thrown when the call returns.</param>
/// <param name="depth">The number of running calls on the thread, including this one.</param>
/// <param name="outer">The pending exception of an outer call; null for none.</param>
internal sealed class PendingException(Exception first, int depth, PendingException? outer)
{
    private readonly ExceptionDispatchInfo first = ExceptionDispatchInfo.Capture(first);
    private readonly HashSet<string> reported = [];
    private LaterExceptions? later;

    public int Depth => depth;

    public PendingException? Outer => outer;

    public void Add(Exception exception)
    {
        if (!ReferenceEquals(exception, first.SourceException))
        {
            (later ??= new LaterExceptions()).Add(exception);
        }
    }

    /// <summary>Whether a callback has not been reported yet during this call.</summary>
    public bool IsNews(string callback) => reported.Add(callback);

    public void Throw()
    {
        later?.AttachTo(first.SourceException);
        first.Throw();
    }
}
