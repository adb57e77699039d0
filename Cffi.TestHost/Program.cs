using Cffi.Modules;
// A process of its own for tests: of what many processes do at once, of limits, and of what a process loads.
//
//   compile CACHE      compiles a module, after standard input has ended; prints what it answers
//   cache              prints where modules are kept
//   load DESCRIPTION   loads a compiled module, calls its function twice(21), and prints the answer and what was loaded for it
//   first load DESCRIPTION
//   first declare TEXT LIBRARY
//                      prints how many milliseconds it takes to load a module, or to declare a text and open a library instead
//   race DESCRIPTION TEXT LIBRARY
//                      prints both once they are warm
//   collect CASE TIMES uses what can be collected too early, for runs where the runtime collects all the time
//   close CASE LIBRARY TIMES
//                      closes a library while threads use it
//   resolve CASE LIBRARY
//                      says itself where a library is, and prints what its function answers, or the refusal
//   overrun LIBRARY    calls a function that writes past its object: a run under the sanitizers ends there
//
// An error of ours goes to standard error and is exit code 1.
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

// In a method of its own: what names Cdef loads the parser.
static void Compile(string cache)
{
    // Started by the dozen, and let go at once.
    Console.In.ReadToEnd();
    var ffi = new Ffi();
    ffi.Cdef("int f(void);\n#define ANSWER ...");
    // Larger than its C text, for limits that hold the compiler up and not what writes the text.
    using CLibrary lib = ffi.Verify("static int f(void) { return 7; }\n#define ANSWER 35\n__attribute__((used)) static const char large[65536] = { 1 };", new BuildOptions { CacheFolder = cache });
    Console.WriteLine(lib.Call<int>("f") + lib.GetConstant("ANSWER").As<int>());
}
