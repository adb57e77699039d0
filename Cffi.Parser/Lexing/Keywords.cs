namespace Cffi.Parser.Lexing;

/// <summary>The keywords, in all their spellings.</summary>
internal static class Keywords
{
    public static readonly Keyword[] All =
    [
        new("typedef", TokenKind.Typedef), new("extern", TokenKind.Extern), new("static", TokenKind.Static),
        new("auto", TokenKind.Auto), new("__auto_type", TokenKind.Auto), new("register", TokenKind.Register),
        new("_Thread_local", TokenKind.ThreadLocal), new("thread_local", TokenKind.ThreadLocal), new("__thread", TokenKind.ThreadLocal),
        new("inline", TokenKind.Inline), new("__inline", TokenKind.Inline), new("__inline__", TokenKind.Inline),
        new("__forceinline", TokenKind.Inline),
        new("_Noreturn", TokenKind.NoReturn),
        new("__extension__", TokenKind.Extension),
        new("constexpr", TokenKind.ConstExpr),
        new("const", TokenKind.Const), new("__const", TokenKind.Const), new("__const__", TokenKind.Const),
        new("volatile", TokenKind.Volatile), new("__volatile", TokenKind.Volatile), new("__volatile__", TokenKind.Volatile),
        new("restrict", TokenKind.Restrict), new("__restrict", TokenKind.Restrict), new("__restrict__", TokenKind.Restrict),
        new("_Atomic", TokenKind.Atomic),
        new("void", TokenKind.Void), new("char", TokenKind.Char), new("short", TokenKind.Short), new("int", TokenKind.Int),
        new("long", TokenKind.Long), new("float", TokenKind.Float), new("double", TokenKind.Double),
        new("signed", TokenKind.Signed), new("__signed", TokenKind.Signed), new("__signed__", TokenKind.Signed),
        new("unsigned", TokenKind.Unsigned), new("_Bool", TokenKind.Bool),
        new("_Complex", TokenKind.Complex), new("__complex", TokenKind.Complex), new("__complex__", TokenKind.Complex),
        new("_Float16", TokenKind.FloatN), new("_Float32", TokenKind.FloatN), new("_Float64", TokenKind.FloatN), new("_Float128", TokenKind.FloatN),
        new("_Float32x", TokenKind.FloatN), new("_Float64x", TokenKind.FloatN), new("__float128", TokenKind.FloatN),
        new("__int8", TokenKind.Char), new("__int16", TokenKind.Short), new("__int32", TokenKind.Int), new("__int64", TokenKind.Int64), new("_int64", TokenKind.Int64),
        new("__int128", TokenKind.Int128),
        new("struct", TokenKind.Struct), new("union", TokenKind.Union), new("enum", TokenKind.Enum),
        new("__cdecl", TokenKind.CDecl), new("_cdecl", TokenKind.CDecl),
        new("__stdcall", TokenKind.StdCall), new("_stdcall", TokenKind.StdCall), new("WINAPI", TokenKind.StdCall),
        new("__fastcall", TokenKind.FastCall), new("_fastcall", TokenKind.FastCall),
        new("__thiscall", TokenKind.ThisCall), new("__vectorcall", TokenKind.VectorCall),
        new("_Alignas", TokenKind.AlignAs), new("alignas", TokenKind.AlignAs),
        new("_Alignof", TokenKind.AlignOf), new("alignof", TokenKind.AlignOf),
        new("__alignof", TokenKind.AlignOf), new("__alignof__", TokenKind.AlignOf),
        new("sizeof", TokenKind.SizeOf),
        new("offsetof", TokenKind.OffsetOf), new("__builtin_offsetof", TokenKind.OffsetOf),
        new("_Generic", TokenKind.Generic),
        new("typeof", TokenKind.TypeOf), new("__typeof", TokenKind.TypeOf), new("__typeof__", TokenKind.TypeOf), new("typeof_unqual", TokenKind.TypeOf),
        new("__typeof_unqual", TokenKind.TypeOf), new("__typeof_unqual__", TokenKind.TypeOf),
        new("_BitInt", TokenKind.BitInt),
        new("_Static_assert", TokenKind.StaticAssert), new("static_assert", TokenKind.StaticAssert),
        new("__attribute__", TokenKind.Attribute), new("__attribute", TokenKind.Attribute),
        new("__declspec", TokenKind.DeclSpec),
        new("asm", TokenKind.Asm), new("__asm", TokenKind.Asm), new("__asm__", TokenKind.Asm),
    ];

    public static bool IsKeyword(TokenKind kind) => kind is >= TokenKind.Typedef and < TokenKind.Count;
}
