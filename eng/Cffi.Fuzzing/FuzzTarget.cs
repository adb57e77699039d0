using System.Buffers.Binary;
using System.Text;
using Cffi.Core.CallPlans;
using Cffi.Modules.Descriptions;
using Cffi.Modules.Objects;
using Cffi.Modules.Stubs;
using Cffi.Parser;
using Cffi.Tests.Fuzz;

namespace Cffi.Fuzzing;

/// <summary>Code that reads foreign bytes, with inputs for a start.</summary>
/// <param name="Name">The name.</param>
/// <param name="Seeds">The inputs to start from.</param>
/// <param name="Read">Reads an input. It throws only if the code has a fault.</param>
internal sealed record FuzzTarget(string Name, Func<IEnumerable<byte[]>> Seeds, Action<byte[]> Read)
{
    // Declarations, so that type names can be found.
    private const string Beside = "struct s { int a; char b[3]; }; union u; enum e { E1, E2 }; typedef struct s *p; typedef int (*fn)(p, ...);";

    /// <summary>All targets.</summary>
    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        new("text", static () => FuzzSeeds.All.Select(Encoding.UTF8.GetBytes), ReadText),
        new("types", TypeNames, ReadType),
        new("descriptions", Descriptions, ReadDescription),
        new("objects", Objects, ReadObject),
    ];

    // These are not our code: the script uses them to prove that the fuzzer works.
    private static readonly FuzzTarget[] Planted =
    [
        new("planted-crash", static () => ["Cfed"u8.ToArray()], PlantedFaults.Crash),
        new("planted-hang", static () => ["Cfed"u8.ToArray()], PlantedFaults.Hang),
    ];

    /// <summary>The target with a name.</summary>
    public static FuzzTarget Find(string name) => All.Concat(Planted).First(target => target.Name == name);

    private static void ReadText(byte[] bytes)
    {
        var set = new DeclarationSet();
        Try(() => new CParser(Target.LinuxX64, set).Parse(Encoding.UTF8.GetString(bytes)));
        foreach (Declaration declaration in set.All)
        {
            Use(declaration);
        }

        _ = DeclarationPrinter.Print(set);
    }

    private static void ReadType(byte[] bytes)
    {
        var set = new DeclarationSet();
        var parser = new CParser(Target.LinuxX64, set);
        parser.Parse(Beside);
        Try(() => Use(parser.ParseType(Encoding.UTF8.GetString(bytes))));
    }

    // Corrects the length and the checksum in the header, because a fuzzer cannot find them.
    private static void ReadDescription(byte[] bytes)
    {
        if (bytes.Length >= DescriptionFormat.HeaderSize)
        {
            DescriptionFormat.Magic.CopyTo(bytes);
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(8), DescriptionFormat.Version);
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(12), bytes.Length - DescriptionFormat.HeaderSize);
            BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(16), Checksum.Of(bytes.AsSpan(DescriptionFormat.HeaderSize)));
        }

        ModuleDescription module;
        try
        {
            module = DescriptionReader.Read(bytes, null);
        }
        catch (Exception refusal) when (refusal is MalformedDescriptionException or CffiException)
        {
            return;
        }

        foreach (Declaration declaration in module.Declarations)
        {
            Use(declaration);
        }
    }

    private static void ReadObject(byte[] bytes) => Try(() => _ = new ObjectFacts(ObjectFile.Read(bytes), 3)[0]);

    // Uses the declarations in every way that recurs or computes.
    private static void Use(Declaration declaration)
    {
        _ = declaration.CText;
        if (declaration.DeclaredType is { } type)
        {
            Use(type);
        }
    }

    private static void Use(CType type)
    {
        _ = type.CName;
        Try(() => _ = LayoutEngine.Of(type, Target.LinuxX64));
        Try(() => _ = type is CFunctionType function ? AbiLowering.Plan(function, Target.LinuxX64) : null);
    }

    private static void Try(Action use)
    {
        try
        {
            use();
        }
        catch (Exception refusal) when (refusal is ICffiException)
        {
            // The text is refused.
        }
    }

    private static IEnumerable<byte[]> TypeNames() => ((string[])
    [
        "int", "unsigned long long", "struct s *", "int (*)(struct s, char *, ...)", "char[3][4]", "const volatile p *restrict", "enum e", "union u *",
        "double _Complex", "_BitInt(17)", "int (*(*)(int, fn))[sizeof(struct s) * 2 + 1]", "__typeof__(1 + 2.0) __attribute__((aligned(16)))", "struct { int a : 3; union { float f; }; }",
        "int __attribute__((vector_size(16)))", "_Atomic(long)", "char[(int)1.5 ? E2 + 'a' : 07]",
    ]).Select(Encoding.UTF8.GetBytes);

    private static IEnumerable<byte[]> Descriptions()
    {
        foreach (string text in FuzzSeeds.All.Append(Beside))
        {
            var set = new DeclarationSet();
            new CParser(Target.LinuxX64, set).Parse(text);
            byte[]? file = null;
            Try(() => file = DescriptionWriter.Write(new ModuleDescription
            {
                Name = "_fuzzed",
                Target = Target.LinuxX64,
                LibraryFile = "_fuzzed.so",
                LibraryLength = 4711,
                LibraryChecksum = 42,
                Indexes = new ModuleIndexes("table", Indexes<FunctionDeclaration>(set), Indexes<FunctionDeclaration>(set), Indexes<VariableDeclaration>(set), Indexes<FunctionDeclaration>(set)),
                Declarations = set.All,
            }));
            if (file is not null)
            {
                yield return file;
            }
        }
    }

    private static Dictionary<string, int> Indexes<T>(DeclarationSet set)
        where T : Declaration => set.All.OfType<T>().Select(static (declaration, i) => (declaration.Name!, i)).DistinctBy(static entry => entry.Item1).ToDictionary();

    // Objects that the compilers of this machine made; eng/fuzz.sh puts them there.
    private static IEnumerable<byte[]> Objects() =>
        Directory.GetFiles(Environment.GetEnvironmentVariable("CFFI_FUZZ_OBJECTS") ?? ".", "*.o").Select(File.ReadAllBytes);
}
