namespace Cffi.Backend.Native.Loading;

/// <summary>The program's own function that says where libraries are. It is set once, before the first library is opened by name.</summary>
/// <remarks>
/// If it could change later, one name could mean two libraries in one process. No lock is held while the function runs: the first
/// thread that sets it, or that opens a library, decides.
/// </remarks>
internal sealed class LibraryResolution
{
    private const string Place = "<resolver>";
    private static readonly Func<LibraryRequest, LibraryLocation?> Nothing = static _ => null;

    [ThreadStatic]
    private static bool isAsking;

    private Func<LibraryRequest, LibraryLocation?>? resolver;

    /// <summary>The one of this process.</summary>
    public static LibraryResolution OfProcess { get; } = new();

    /// <summary>Sets the function.</summary>
    /// <exception cref="CffiUnsupportedException">It is set already, or a library was opened.</exception>
    public void Set(Func<LibraryRequest, LibraryLocation?> function)
    {
        if (Interlocked.CompareExchange(ref resolver, function, null) is { } earlier)
        {
            throw ReferenceEquals(earlier, Nothing) ? LoadErrors.LateResolver() : LoadErrors.SecondResolver();
        }
    }

    /// <summary>Asks for a library. While the function runs, libraries that it opens itself are found by the usual search.</summary>
    /// <param name="request">The library.</param>
    /// <param name="attempts">Gets one entry, if there is a function.</param>
    /// <returns>The answer; null for the usual search.</returns>
    /// <exception cref="LibraryLoadException">The function threw; its exception is the inner one.</exception>
    public LibraryLocation? Ask(LibraryRequest request, List<LoadAttempt> attempts)
    {
        Func<LibraryRequest, LibraryLocation?> function = Interlocked.CompareExchange(ref resolver, Nothing, null) ?? Nothing;
        if (isAsking || ReferenceEquals(function, Nothing))
        {
            return null;
        }

        isAsking = true;
        try
        {
            LibraryLocation? location = function(request);
            attempts.Add(new LoadAttempt(Place, location is null ? "it gave no library" : $"it gave {location}"));
            return location;
        }
        catch (Exception reason)
        {
            throw LoadErrors.CannotLoad(request.Name, [new LoadAttempt(Place, $"it threw {reason.GetType()}: {reason.Message}")], reason);
        }
        finally
        {
            isAsking = false;
        }
    }
}
