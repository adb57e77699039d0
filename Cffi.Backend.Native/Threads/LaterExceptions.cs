using System.Runtime.CompilerServices;

namespace Cffi.Backend.Native.Threads;

/// <summary>The exceptions of callbacks during one call into C, after the first.</summary>
internal sealed class LaterExceptions
{
    // The limit, because a call can run a body a million times.
    private const int MostKept = 100;
    private static readonly ConditionalWeakTable<Exception, LaterExceptions> Attached = [];
    private readonly List<Exception> kept = [];

    public IReadOnlyList<Exception> Kept => kept;

    public long Count { get; private set; }

    /// <summary>The exceptions after the one that a call threw; null if there are none.</summary>
    public static LaterExceptions? Of(Exception first) => Attached.TryGetValue(first, out LaterExceptions? later) ? later : null;

    /// <summary>Keeps this for as long as the first exception is referred to.</summary>
    public void AttachTo(Exception first) => Attached.AddOrUpdate(first, this);

    public void Add(Exception exception)
    {
        Count++;
        if (kept.Count < MostKept)
        {
            kept.Add(exception);
        }
    }
}
