using System.Diagnostics;
using System.Globalization;

namespace Cffi.Benchmarks;

/// <summary>The time to make a module of API mode: with the compiler, and from the cache.</summary>
/// <remarks>
/// <c>eng/bench-modules.sh</c> runs this beside Python's cffi. Arguments: <c>module FILE FOLDER CACHE</c>, which are a header
/// with functions, the folder of their library <c>functions</c>, and an empty folder.
/// </remarks>
internal static class ModuleReport
{
    public static int Run(string[] arguments)
    {
        if (arguments is not [_, var file, var folder, var cache])
        {
            Console.Error.WriteLine("usage: module FILE FOLDER CACHE");
            return 2;
        }

        string text = File.ReadAllText(file);
        var options = new BuildOptions { CacheFolder = cache, Libraries = ["functions"], LibraryDirectories = [folder], LinkerArguments = ["-Wl,-rpath," + folder] };
        double compiled = Milliseconds(text, options, out double declared);
        double kept = Milliseconds(text, options, out _);
        string library = Directory.GetFiles(cache, "*.so", SearchOption.AllDirectories).Single();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{declared + compiled:F0} {kept:F0} {new FileInfo(library).Length / 1024}"));
        return 0;
    }

    private static double Milliseconds(string text, BuildOptions options, out double declared)
    {
        var watch = Stopwatch.StartNew();
        var ffi = new Ffi();
        ffi.Cdef(text);
        declared = watch.Elapsed.TotalMilliseconds;
        watch.Restart();
        using CLibrary library = ffi.Verify(text, options);
        return watch.Elapsed.TotalMilliseconds;
    }
}
