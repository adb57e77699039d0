namespace Cffi.Tests.Fuzz;

/// <summary>One random module: declarations, and C code that matches them or differs in one point.</summary>
internal sealed class ModuleCase
{
    private static readonly string[] Integers = ["signed char", "unsigned char", "short", "unsigned short", "int", "unsigned", "long", "unsigned long"];
    private static readonly string[] Extras = ["char extra;", "char extra;", "short extra;", "unsigned extra : 3;", "struct { char c; } extra;", "char extra[8];", "int *extra;"];
    private static readonly string[] Others = ["float", "double", "char *", "int *", "double *", "void (*)(int)"];
    private readonly SplitMix64 random;
    private readonly bool hidesLast;
    private readonly List<string> declared = [];
    private readonly List<string> actual = [];

    /// <summary>Makes a case.</summary>
    /// <param name="seed">The run's seed.</param>
    /// <param name="index">The number of the case.</param>
    /// <param name="isWrong">Whether the C code differs from the declarations.</param>
    /// <param name="hidesLast">Whether the C code may have a small member after the last declared one.</param>
    public ModuleCase(ulong seed, int index, bool isWrong, bool hidesLast = true)
    {
        this.hidesLast = hidesLast;
        random = SplitMix64.ForCase(seed, index);
        int wrong = isWrong ? random.Below(8) : -1;
        AddRecord("one", wrong is 0 or 1 or 2 ? wrong : -1);
        AddRecord("two", -1);
        AddBitFields(wrong == 3);
        AddEnum(wrong == 4);
        AddConstants(wrong == 5);
        AddFunctions(wrong == 6);
        AddVariable(wrong == 7);
    }

    /// <summary>The declarations.</summary>
    public string Declarations => string.Join('\n', declared);

    /// <summary>The C code.</summary>
    public string Prelude => string.Join('\n', actual);

    private string AnyType() => random.Chance(60) ? random.Pick(Integers) : random.Pick(Others);

    private string OtherThan(string type)
    {
        string other;
        do
        {
            other = AnyType();
        }
        while (other == type);
        return other;
    }

    private static string Declare(string type, string name) =>
        type.Contains("(*)", StringComparison.Ordinal) ? type.Replace("(*)", $"(*{name})", StringComparison.Ordinal) : $"{type} {name}";

    // A wrong record has another type, another order of two members, or one more member. Often that member fits into padding
    // and moves no other.
    private void AddRecord(string tag, int wrong)
    {
        string[] types = [.. Enumerable.Range(0, random.Between(2, 8)).Select(_ => AnyType())];
        string[] members = [.. types.Select((type, i) => Declare(type, "m" + i) + ";")];
        string[] inC = [.. members];
        int place = random.Below(types.Length);
        switch (wrong)
        {
            case 0:
                inC[place] = Declare(OtherThan(types[place]), "m" + place) + ";";
                break;
            case 1:
                int next = (place + 1) % types.Length;
                (inC[place], inC[next]) = (inC[next], inC[place]);
                break;
            case 2:
                inC[place] = Declare(types[place], "m" + place) + "; " + (hidesLast || place < types.Length - 1 ? random.Pick(Extras) : "char extra[8];");
                break;
        }

        Add($"struct {tag} {{ {string.Join(' ', members)} }};", $"struct {tag} {{ {string.Join(' ', inC)} }};");
    }

    private void AddBitFields(bool isWrong)
    {
        string[] types = ["int", "unsigned", "short", "unsigned char"];
        int[] widths = [.. Enumerable.Range(0, 4).Select(_ => random.Between(1, 7))];
        string[] signs = [.. widths.Select(_ => random.Pick(types))];
        string Text() => $"struct bits {{ {string.Join(' ', widths.Select((width, i) => $"{signs[i]} b{i} : {width};"))} }};";
        string right = Text();
        if (isWrong)
        {
            int place = random.Below(4);
            if (random.Chance(50))
            {
                widths[place] = (widths[place] % 7) + 1;
            }
            else
            {
                signs[place] = signs[place] switch { "int" => "unsigned", "unsigned" => "int", "short" => "unsigned short", _ => "signed char" };
            }
        }

        Add(right, Text());
    }

    private void AddEnum(bool isWrong)
    {
        int[] values = [.. Enumerable.Range(0, 5).Select(_ => random.Between(-1000, 1000))];
        string Text() => $"enum e {{ {string.Join(", ", values.Select((value, i) => $"E{i} = {value}"))} }};";
        string right = Text();
        values[random.Below(5)] += isWrong ? random.Between(1, 5) : 0;
        Add(right, Text());
    }

    private void AddConstants(bool isWrong)
    {
        long number = random.Between(-100_000, 100_000);
        double real = random.Between(1, 1000) / 8.0;
        int which = isWrong ? random.Below(3) : -1;
        Add($"#define C0 {number}", $"#define C0 {number + (which == 0 ? 1 : 0)}");
        Add(FormattableString.Invariant($"#define C1 {real:F4}"), FormattableString.Invariant($"#define C1 {real + (which == 1 ? 0.125 : 0):F4}"));
        Add($"#define C2 \"t{number}\"", $"#define C2 \"{(which == 2 ? "u" : "t")}{number}\"");
    }

    private void AddFunctions(bool isWrong)
    {
        string[] types = [.. Enumerable.Range(0, random.Between(1, 6)).Select(_ => AnyType())];
        string result = random.Pick(Integers);
        string Text(string[] parameters, string r) => $"{r} f({string.Join(", ", parameters.Select((type, i) => Declare(type, "p" + i)))})";
        string right = Text(types, result) + ";";
        if (isWrong && random.Chance(30))
        {
            string old = result;
            while (result == old)
            {
                result = random.Pick(Integers);
            }
        }
        else if (isWrong)
        {
            int place = random.Below(types.Length);
            types[place] = OtherThan(types[place]);
        }

        Add(right, "static " + Text(types, result) + " { return 0; }");
    }

    private void AddVariable(bool isWrong)
    {
        string type = AnyType();
        int length = random.Between(1, 9);
        bool ofLength = random.Chance(50);
        Add(
            $"extern {Declare(type, $"v[{length}]")};",
            $"static {Declare(isWrong && !ofLength ? OtherThan(type) : type, $"v[{length + (isWrong && ofLength ? 1 : 0)}]")};");
    }

    private void Add(string declaration, string inC)
    {
        declared.Add(declaration);
        actual.Add(inC);
    }
}
