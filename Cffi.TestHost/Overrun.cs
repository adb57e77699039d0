using Cffi;

/// <summary>Calls a function that writes past its object. Apart from the other commands: one of them runs without the parser.</summary>
internal static class Overrun
{
    /// <summary>Calls it.</summary>
    /// <param name="library">The path of the library that has it.</param>
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
