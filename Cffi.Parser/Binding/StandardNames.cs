namespace Cffi.Parser.Binding;

/// <summary>The type names of the standard library that need no declaration.</summary>
internal static class StandardNames
{
    private static readonly Dictionary<string, CType> Types = Create();

    // Types of C and its dialects that Cffi does not support.
    private static readonly string[] Unsupported = ["_Decimal32", "_Decimal64", "_Decimal128", "_Decimal64x", "_Accum", "_Fract", "__bf16", "__fp16", "_Imaginary"];

    public static IEnumerable<string> All => Types.Keys;

    public static CType? Find(string name, Target target) => Types.TryGetValue(name, out CType? type) ? type
        : target.UsesMicrosoftLayout ? WindowsNames.Find(name)
        : PosixNames.Find(name, target);

    public static bool IsUnsupported(string name) => Array.IndexOf(Unsupported, name) >= 0;

    private static Dictionary<string, CType> Create()
    {
        var types = new Dictionary<string, CType>(96);
        for (CPrimitiveKind kind = CPrimitiveKind.Int8; kind <= CPrimitiveKind.Off; kind++)
        {
            var type = CPrimitiveType.Of(kind);
            types.Add(type.Name, type);
        }

        // C23 7.30p2.
        types.Add("char8_t", CPrimitiveType.Of(CPrimitiveKind.UChar));
        types.Add("bool", CPrimitiveType.Of(CPrimitiveKind.Bool));
        CPrimitiveKind[] exact =
        [
            CPrimitiveKind.Int8, CPrimitiveKind.UInt8, CPrimitiveKind.Int16, CPrimitiveKind.UInt16,
            CPrimitiveKind.Int32, CPrimitiveKind.UInt32, CPrimitiveKind.Int64, CPrimitiveKind.UInt64,
        ];
        foreach (CPrimitiveKind kind in exact)
        {
            string name = CPrimitiveType.Of(kind).Name;
            types.Add(name.Replace("int", "int_least"), CPrimitiveType.Of(kind));
        }

        // On every target the fast types of 8 and 64 bits equal the exact-width types.
        types.Add("int_fast8_t", CPrimitiveType.Of(CPrimitiveKind.Int8));
        types.Add("uint_fast8_t", CPrimitiveType.Of(CPrimitiveKind.UInt8));
        types.Add("int_fast64_t", CPrimitiveType.Of(CPrimitiveKind.Int64));
        types.Add("uint_fast64_t", CPrimitiveType.Of(CPrimitiveKind.UInt64));
        foreach (string name in (string[])["va_list", "__builtin_va_list", "__gnuc_va_list"])
        {
            types.Add(name, CVaListType.Instance);
        }

        types.Add("nullptr_t", CVoidType.Instance.PointerTo());
        types.Add("__int128_t", CPrimitiveType.Of(CPrimitiveKind.Int128));
        types.Add("__uint128_t", CPrimitiveType.Of(CPrimitiveKind.UInt128));

        // One FILE for all texts, so that two texts mean the same type.
        var file = new CRecordType(isUnion: false, tag: null, isOpaque: true);
        file.NameByTypedef("FILE");
        types.Add("FILE", file);
        return types;
    }
}
