using System.Runtime.ExceptionServices;

namespace Cffi.Backend.Native.Threads;

/// <summary>What callbacks threw during one call into C that has not returned yet. One thread.</summary>
/// <param name="first">What is thrown when the call returns.</param>
/// <param name="depth">How many calls were under way on the thread, that one included.</param>
/// <param name="outer">The same of a call around it; null for none.</param>
internal sealed class PendingException(Exception first, int depth, PendingException? outer)
{
    private readonly ExceptionDispatchInfo first = ExceptionDispatchInfo.Capture(first);
    private readonly HashSet<string> told = [];
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
    public bool IsNews(string callback) => told.Add(callback);

    public void Throw()
    {
        later?.AttachTo(first.SourceException);
        first.Throw();
    }
}
