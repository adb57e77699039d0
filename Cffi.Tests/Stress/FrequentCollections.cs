namespace Cffi.Tests.Stress;

/// <summary>A thread that collects garbage and runs finalizers all the time, until disposed.</summary>
internal sealed class FrequentCollections : IDisposable
{
    private readonly Thread thread;
    private volatile bool isEnding;

    public FrequentCollections()
    {
        thread = new Thread(Run);
        thread.Start();
    }

    public void Dispose()
    {
        isEnding = true;
        thread.Join();
    }

    private void Run()
    {
        for (int i = 0; !isEnding; i++)
        {
            GC.Collect(i % 16 == 0 ? 2 : 0);
            GC.WaitForPendingFinalizers();
            Thread.Yield();
        }
    }
}
