namespace Cffi.Modules.Waiting;

/// <summary>How a build waits: it blocks the calling thread, or it gives the thread back and can be cancelled.</summary>
/// <remarks>
/// One code serves both. A build that blocks never awaits anything incomplete, so its task is complete when it is returned, and no thread
/// waits for another.
/// </remarks>
internal readonly struct BuildWait
{
    private BuildWait(bool isAsync, CancellationToken cancellation)
    {
        IsAsync = isAsync;
        Cancellation = cancellation;
    }

    /// <summary>Blocks the calling thread.</summary>
    public static BuildWait Blocking => default;

    /// <summary>Whether the calling thread is given back.</summary>
    public bool IsAsync { get; }

    /// <summary>Ends every wait with an <see cref="OperationCanceledException"/>.</summary>
    public CancellationToken Cancellation { get; }

    /// <summary>The same without cancellation, for what must end in any case.</summary>
    public BuildWait ToTheEnd => new(IsAsync, CancellationToken.None);

    /// <summary>Gives the calling thread back.</summary>
    public static BuildWait Async(CancellationToken cancellation) => new(true, cancellation);

    /// <summary>The result of a build that blocks.</summary>
    public static T Result<T>(ValueTask<T> build) =>
        build.IsCompleted ? build.GetAwaiter().GetResult() : throw new InvalidOperationException("A build that blocks has awaited an incomplete task.");

    /// <summary>Waits for some time.</summary>
    public ValueTask Pause(TimeSpan time)
    {
        if (IsAsync)
        {
            return new ValueTask(Task.Delay(time, Cancellation));
        }

        Thread.Sleep(time);
        return default;
    }

    /// <summary>Waits until no other build is in the gate. <see cref="SemaphoreSlim.Release()"/> leaves it.</summary>
    public ValueTask Enter(SemaphoreSlim gate)
    {
        if (IsAsync)
        {
            return new ValueTask(gate.WaitAsync(Cancellation));
        }

        gate.Wait(CancellationToken.None);
        return default;
    }
}
