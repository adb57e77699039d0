using System.Text;
using Cffi.Tests.Fuzz;

namespace Cffi.Tests.Generation;

/// <summary>C texts with names that have a meaning in C#, .NET or generated code, in every position that a name can have.</summary>
internal sealed class HostileNames
{
    // Keywords of C# that C does not have, and contextual keywords.
    private static readonly string[] Keywords =
    [
        "abstract", "as", "base", "byte", "catch", "checked", "class", "decimal", "delegate", "event", "explicit", "finally", "fixed", "foreach",
        "implicit", "in", "interface", "internal", "is", "lock", "namespace", "new", "null", "object", "operator", "out", "override", "params",
        "private", "protected", "public", "readonly", "ref", "sbyte", "sealed", "stackalloc", "string", "this", "throw", "try", "uint", "ulong",
        "unchecked", "unsafe", "ushort", "using", "virtual", "__arglist", "__makeref", "__reftype", "__refvalue", "add", "alias", "allows", "and",
        "args", "ascending", "async", "await", "by", "descending", "dynamic", "equals", "extension", "field", "file", "from", "get", "global",
        "group", "init", "into", "join", "let", "managed", "nameof", "nint", "not", "notnull", "nuint", "on", "or", "orderby", "partial", "record",
        "remove", "required", "scoped", "select", "set", "unmanaged", "value", "var", "when", "where", "with", "yield", "_", "__", "assembly",
        "module", "method", "param", "property", "type", "typevar", "Cdecl", "Stdcall", "SuppressGCTransition",
    ];

    // Members of every object, members that the compiler adds, and namespaces.
    private static readonly string[] Members =
    [
        "Equals", "Finalize", "GetHashCode", "GetType", "MemberwiseClone", "ReferenceEquals", "ToString", "Deconstruct", "PrintMembers", "EqualityContract",
        "Clone", "Item", "value__", "op_Implicit", "op_Explicit", "op_Equality", "op_Inequality", "op_Addition", "get_Item", "set_Item", "get_Address", "Main",
        "System", "Cffi", "Microsoft", "Runtime", "Object", "String", "Int32", "Span", "ReadOnlySpan", "Void", "Enum", "ValueType", "Delegate", "Exception", "Attribute", "GC", "Func", "Action",
    ];

    // Names in generated code.
    private static readonly string[] Ours =
    [
        "Lib", "Address", "IsNull", "Invoke", "Create", "Body", "Pointer", "Handle", "handle", "SetHandle", "ReleaseHandle", "IsInvalid", "IsClosed",
        "Dispose", "Close", "DangerousGetHandle", "DangerousAddRef", "DangerousRelease", "Method", "Run", "Connect", "Failed", "Library", "Function",
        "Find", "Require", "Locator", "PointerOn", "All", "Compare", "NativeSize", "comparison", "_storage", "_bits", "_part", "bits", "part", "part0",
        "result", "error", "arguments", "call", "at", "entry", "native", "exception", "body", "function", "all", "p0", "p1", "p2", "length", "pointer",
        "p0_", "result_", "call_", "first", "obj", "other", "left", "right", "builder", "CffiSymbols", "CffiExterns", "CffiI", "CffiS",
        "CffiC", "CffiR", "CffiE", "CffiCall", "CffiKept", "CffiEntry", "CffiEntries", "CffiLend", "CffiStart", "CffiDelegate0", "CffiDelegate1", "CPointer", "CString", "CAddress",
        "Marshal", "Unsafe", "MethodImpl", "Item0", "CArray0", "Element", "unnamed", "TryParse", "Free", "Release",
    ];

    private static readonly string[] Plain = ["a", "b", "data", "size", "foo", "node", "next", "x", "count", "user"];
    private static readonly string[] Prefixes = ["get_", "set_", "add_", "remove_", "op_", "_", "init_", "Cffi"];
    private static readonly string[] Suffixes = ["_", "__", "Handle", "_type", "_t", "_result", "_body", "0", "_p0"];

    // Names that C or its headers define.
    private static readonly HashSet<string> OfC =
    [
        "string", "bool", "true", "false", "nullptr", "typeof", "asm", "inline", "restrict", "size_t", "wchar_t", "int8_t", "uint8_t", "_t", "__int128",
    ];

    private readonly SplitMix64 random;
    private readonly HashSet<string> ordinary = new(OfC);
    private readonly HashSet<string> tags = [];
    private readonly HashSet<string> types = [];
    private readonly string[] words;

    private HostileNames(ulong seed, int index)
    {
        random = SplitMix64.ForCase(seed, index);
        // Each text has only a few words, so that they clash.
        string[] all = [.. Keywords, .. Members, .. Ours, .. Plain];
        var chosen = new List<string>();
        for (int i = 0; i < 14; i++)
        {
            string word = all[Next(all.Length)];
            chosen.Add(word);
            chosen.Add(Next(2) == 0 ? Prefixes[Next(Prefixes.Length)] + word : word + Suffixes[Next(Suffixes.Length)]);
            if (Next(3) == 0)
            {
                chosen.Add(Next(2) == 0 ? word.ToUpperInvariant() : char.ToUpperInvariant(word[0]) + word[1..]);
            }

            if (Next(3) == 0)
            {
                chosen.Add(chosen[Next(chosen.Count)] + "_" + word);
            }
        }

        words = [.. chosen];
    }

    /// <summary>The text for a seed and an index; always the same.</summary>
    public static string Text(ulong seed, int index) => new HostileNames(seed, index).Write();

    private int Next(int count) => random.Below(count);

    private string Word() => words[Next(words.Length)];

    // A name that no other declaration of its scope has.
    private string Unique(HashSet<string> taken)
    {
        string name = Word();
        for (int i = 0; OfC.Contains(name) || !taken.Add(name); i++)
        {
            name = i < 20 ? Word() : name + "_";
        }

        return name;
    }

    private string Write()
    {
        var text = new StringBuilder();
        string opaque = Unique(tags), flat = Unique(tags), wide = Unique(tags), union = Unique(tags), ofFunction = Unique(tags), flexible = Unique(tags);
        string enumTag = Unique(tags);
        string function = Unique(ordinary), typedef = Unique(ordinary), alias = Unique(ordinary), simple = Unique(ordinary), enumAlias = Unique(ordinary);
        text.AppendLine($"struct {opaque};");
        text.AppendLine($"enum {enumTag} {{ {Unique(ordinary)}, {Unique(ordinary)} = 5, {Unique(ordinary)} = -1 }};");
        text.AppendLine($"typedef enum {{ {Unique(ordinary)} = 1 }} {enumAlias};");
        text.AppendLine($"typedef int {simple};");
        text.AppendLine($"typedef void (*{function})({Parameters($"struct {opaque} *", $"enum {enumTag}", simple, "const char *", "unsigned char")});");
        text.AppendLine($"struct {flat} {{ {Fields("unsigned char @", "size_t @", "const char *@", $"enum {enumTag} @", "unsigned @ : 3", "int @ : 5", "_Bool @", "unsigned char @[4]", $"struct {opaque} *@", $"{function} @", "int (*@)(int)", $"{enumAlias} @", "")} }};");
        text.AppendLine($"struct {wide} {{ {Fields("long @", "unsigned char @", $"struct {flat} @", "wchar_t @[3]", "unsigned long @ : 7", "_Bool @", $"struct {{ {Fields("int @", "long @")} }} @", $"struct {flat} *@")} }};");
        text.AppendLine($"union {union} {{ {Fields("int @", "double @", "unsigned char @[8]", "char @[2][3]", "long double @")} }};");
        text.AppendLine($"struct {flexible} {{ {Fields("size_t @", "int @[]")} }};");
        text.AppendLine($"typedef struct {{ {Fields("int @", "short @", "int @ : 3", "const wchar_t *@")} }} {typedef};");
        types.UnionWith([function, typedef, alias, simple, enumAlias]);
        text.AppendLine($"typedef struct {wide} {alias};");
        text.AppendLine($"struct {ofFunction} {{ {Fields("int @")} }};");
        if (ordinary.Add(ofFunction))
        {
            text.AppendLine($"int {ofFunction}(struct {ofFunction} *{ofFunction});");
        }

        string release = Unique(ordinary);
        text.AppendLine($"void {release}(struct {opaque} *{Parameter()});");
        text.AppendLine($"[[cffi::release({release})]] struct {opaque} *{Unique(ordinary)}({Parameters("const char *", $"struct {flat} *")});");
        string length = Parameter() + "_l";
        text.AppendLine($"int {Unique(ordinary)}([[cffi::length({length})]] unsigned char *{length}_, size_t {length}, {Parameters("const char *", function)});");
        text.AppendLine($"[[cffi::errno]] int {Unique(ordinary)}({Parameters("const char *", "char *", function, $"struct {opaque} *", "int *", $"const struct {wide} *", $"union {union} *")});");
        text.AppendLine($"{typedef} {Unique(ordinary)}({Parameters(typedef, $"struct {wide}", $"{typedef} *", "void *", "const wchar_t *", $"{enumAlias}")});");
        text.AppendLine($"long {Unique(ordinary)}({Parameters("[[cffi::out]] int *", $"[[cffi::ref]] struct {flat} *", "[[cffi::in]] const long *", "[[cffi::out]] _Bool *", "void (*@)(int, char *)")});");
        text.AppendLine($"int {Unique(ordinary)}({Parameters("const char *")}, ...);");
        text.AppendLine($"long double {Unique(ordinary)}({Parameters("long double", "__int128", "int")});");
        text.AppendLine($"void {Unique(ordinary)}([[cffi::keeps({release})]] {Parameters(function, $"struct {opaque} *")});");
        text.AppendLine($"int {Unique(ordinary)}(char *{Parameter()});");
        text.AppendLine($"void {Unique(ordinary)}(void);");
        text.AppendLine($"extern int {Unique(ordinary)};");
        text.AppendLine($"extern {typedef} {Unique(ordinary)}[3];");
        text.AppendLine($"extern {function} {Unique(ordinary)};");
        text.AppendLine($"extern int (*{Unique(ordinary)})(struct {wide});");
        text.AppendLine($"static const int {Unique(ordinary)} = 4;");
        text.AppendLine($"#define {Unique(ordinary)} 3");
        text.AppendLine($"#define {Unique(ordinary)} \"text\"");
        text.AppendLine($"#define {Unique(ordinary)} (sizeof(long) * 2)");
        return text.ToString();
    }

    private string Fields(params string[] all) => Fields([], all);

    // Members of an anonymous member are members of the record around it (C11 6.7.2.1p13).
    private string Fields(HashSet<string> taken, string[] all) =>
        string.Join(" ", all.Select(one => one.Length == 0 ? $"struct {{ {Fields(taken, ["int @", "char *@", "_Bool @", "unsigned @ : 2"])} }};" : one.Replace("@", Unique(taken), StringComparison.Ordinal) + ";"));

    private string Parameters(params string[] all)
    {
        var taken = new HashSet<string>(types);
        return string.Join(", ", all.Select(type => type.Contains('@', StringComparison.Ordinal) ? type.Replace("@", Unique(taken), StringComparison.Ordinal)
            : Next(6) == 0 && !type.StartsWith('[') ? type : $"{type} {Unique(taken)}"));
    }

    // A parameter with the name of a type would hide that type from the parameters after it.
    private string Parameter() => Unique([.. types]);
}
