using Cffi;

/// <summary>Calls a function that writes past its object. A separate file: one of the other commands must not load the parser.</summary>
internal static class Overrun
{
    /// <summary>Calls the function.</summary>
    /// <param name="library">The path of the library with the function.</param>
    public static void Run(string library)
    {
        var ffi = new Ffi();
        ffi.Cdef("void overrun(int);");
        using (CLibrary lib = ffi.Dlopen(library))
        {
            lib.Call("overrun", 12);
        }

        Console.WriteLine("still alive");
    }
}
