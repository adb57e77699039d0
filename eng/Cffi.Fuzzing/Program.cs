// The program for guided fuzzing (eng/fuzz.sh). Each target is code that reads foreign bytes.
//
//   targets                the names of the targets
//   corpus TARGET FOLDER   writes the inputs that fuzzing starts from
//   fuzz TARGET            reads inputs from afl-fuzz
//   replay TARGET FILE...  reads files once; a fault ends the process
//
// A target returns what it has read, or refuses the input with an error of Cffi. Any other exception ends the process.
using Cffi.Fuzzing;
using SharpFuzz;

switch (args)
{
    case ["targets"]:
        Console.WriteLine(string.Join('\n', FuzzTarget.All.Select(static target => target.Name)));
        return 0;
    case ["corpus", string name, string folder]:
        Directory.CreateDirectory(folder);
        int number = 0;
        foreach (byte[] seed in FuzzTarget.Find(name).Seeds())
        {
            File.WriteAllBytes(Path.Combine(folder, $"seed-{number++:D3}"), seed);
        }

        return 0;
    case ["fuzz", string name]:
        FuzzTarget fuzzed = FuzzTarget.Find(name);
        Fuzzer.OutOfProcess.Run(stream =>
        {
            using var bytes = new MemoryStream();
            stream.CopyTo(bytes);
            fuzzed.Read(bytes.ToArray());
        });
        return 0;
    case ["replay", string name, .. string[] files]:
        foreach (string file in files)
        {
            FuzzTarget.Find(name).Read(File.ReadAllBytes(file));
            Console.WriteLine($"{file}: read or refused");
        }

        return 0;
    default:
        Console.Error.WriteLine("unknown arguments: see the first lines of Program.cs");
        return 2;
}
