namespace Cffi.Backend.Native.Calls;

/// <summary>The exceptions of callbacks after the first during one call into C.</summary>
internal sealed class LaterExceptions
{
    // A call may run a body a million times.
    private const int MostKept = 100;
    private readonly List<Exception> kept = [];

    public IReadOnlyList<Exception> Kept => kept;

    public long Count { get; private set; }

    public void Add(Exception exception)
    {
        Count++;
        if (kept.Count < MostKept)
        {
            kept.Add(exception);
        }
    }
}
