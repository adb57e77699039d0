using Cffi.Modules;
// A program that tests start in separate processes: many at once, with limits, or to see which assemblies are loaded.
//
//   compile CACHE      waits for the end of standard input, compiles a module, and prints its answer
//   cache              prints the folder of the module cache
//   load DESCRIPTION   loads a compiled module, calls its function twice(21), and prints the answer and the loaded assemblies
//   first load DESCRIPTION
//   first declare TEXT LIBRARY
//                      prints the milliseconds to load a module, or to declare a text and open a library instead
//   race DESCRIPTION TEXT LIBRARY
//                      prints the milliseconds of both, after warming up
//   collect CASE TIMES uses objects that could be collected too early, for runs in which the runtime collects all the time
//   close CASE LIBRARY TIMES
//                      closes a library while threads use it
//   resolve CASE LIBRARY
//                      resolves the path of a library itself, and prints the result of its function, or the refusal
//   overrun LIBRARY    calls a function that writes past its object; the sanitizers end the process there
//
// If an error of Cffi occurs, its message goes to standard error, and the exit code is 1.
using Cffi;

try
{
    switch (args)
    {
        case ["compile", string cache]:
            Compile(cache);
            return 0;
        case ["cache"]:
            Console.WriteLine(ModuleCache.Folder);
            return 0;
        case ["load", string description]:
            using (CLibrary lib = Ffi.LoadModule(description))
            {
                Console.WriteLine(lib.Call<int>("twice", 21));
                Console.WriteLine(string.Join(' ', AppDomain.CurrentDomain.GetAssemblies().Select(static assembly => assembly.GetName().Name).Order(StringComparer.Ordinal)));
            }

            return 0;
        case ["first", "load", string description]:
            Race.Print(() => Race.Load(description));
            return 0;
        case ["first", "declare", string text, string library]:
            Race.Print(() => Race.Declare(File.ReadAllText(text), library));
            return 0;
        case ["race", string description, string text, string library]:
            Race.Run(description, File.ReadAllText(text), library);
            return 0;
        case ["collect", string name, string times]:
            CollectionStress.Run(name, int.Parse(times, System.Globalization.CultureInfo.InvariantCulture));
            return 0;
        case ["close", string name, string library, string times]:
            Closing.Run(name, library, int.Parse(times, System.Globalization.CultureInfo.InvariantCulture));
            return 0;
        case ["resolve", string name, string library]:
            Resolving.Run(name, library);
            return 0;
        case ["overrun", string library]:
            Overrun.Run(library);
            return 0;
        default:
            Console.Error.WriteLine("unknown arguments: see the first lines of Program.cs");
            return 2;
    }
}
catch (Exception error) when (error is ICffiException)
{
    Console.Error.WriteLine(error.Message);
    return 1;
}

// A separate method, because a method that refers to Cdef loads the parser.
static void Compile(string cache)
{
    // A test starts many of these processes, and then lets all of them continue at once.
    Console.In.ReadToEnd();
    var ffi = new Ffi();
    ffi.Cdef("int f(void);\n#define ANSWER ...");
    // The library is larger than its C text, so that a limit on file size stops the compiler and not the writing of the text.
    using CLibrary lib = ffi.Verify("static int f(void) { return 7; }\n#define ANSWER 35\n__attribute__((used)) static const char large[65536] = { 1 };", new BuildOptions { CacheFolder = cache });
    Console.WriteLine(lib.Call<int>("f") + lib.GetConstant("ANSWER").As<int>());
}
