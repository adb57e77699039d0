namespace Cffi.Interop;

/// <summary>Tells of an exception that nobody can catch.</summary>
internal static class CallbackReport
{
    /// <summary>Writes it to standard error.</summary>
    public static void Write(Exception exception, string name)
    {
        try
        {
            Console.Error.WriteLine($"Cffi: exception in {name} on a thread without a .NET caller: {exception}");
        }
        catch (Exception)
        {
            // Nobody is left to tell, and no exception may leave.
        }
    }
}
