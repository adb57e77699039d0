// A process of its own for tests: of what many processes do at once, of limits, and of what a process loads.
//
//   compile CACHE      compiles a module, after standard input has ended; prints what it answers
//   cache              prints where modules are kept
//
// An error of ours goes to standard error and is exit code 1.
using Cffi;

try
{
    switch (args)
    {
        case ["compile", string cache]:
            // Started by the dozen, and let go at once.
            Console.In.ReadToEnd();
            var ffi = new Ffi();
            ffi.Cdef("int f(void);\n#define ANSWER ...");
            using (CLibrary lib = ffi.Verify("static int f(void) { return 7; }\n#define ANSWER 35", new BuildOptions { CacheFolder = cache }))
            {
                Console.WriteLine(lib.Call<int>("f") + lib.Constant("ANSWER").As<int>());
            }

            return 0;
        case ["cache"]:
            Console.WriteLine(ModuleCache.Folder);
            return 0;
        default:
            Console.Error.WriteLine("unknown arguments: see the first lines of Program.cs");
            return 2;
    }
}
catch (CffiException error)
{
    Console.Error.WriteLine(error.Message);
    return 1;
}
