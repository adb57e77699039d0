namespace Cffi.Parser.Lexing;

/// <summary>The words that are no identifiers, in all their spellings.</summary>
internal static class Keywords
{
    public static readonly (string Text, TokenKind Kind)[] All =
    [
        ("typedef", TokenKind.Typedef), ("extern", TokenKind.Extern), ("static", TokenKind.Static),
        ("auto", TokenKind.Auto), ("register", TokenKind.Register),
        ("_Thread_local", TokenKind.ThreadLocal), ("thread_local", TokenKind.ThreadLocal), ("__thread", TokenKind.ThreadLocal),
        ("inline", TokenKind.Inline), ("__inline", TokenKind.Inline), ("__inline__", TokenKind.Inline),
        ("__forceinline", TokenKind.Inline),
        ("_Noreturn", TokenKind.NoReturn),
        ("__extension__", TokenKind.Extension),
        ("constexpr", TokenKind.ConstExpr),
        ("const", TokenKind.Const), ("__const", TokenKind.Const), ("__const__", TokenKind.Const),
        ("volatile", TokenKind.Volatile), ("__volatile", TokenKind.Volatile), ("__volatile__", TokenKind.Volatile),
        ("restrict", TokenKind.Restrict), ("__restrict", TokenKind.Restrict), ("__restrict__", TokenKind.Restrict),
        ("_Atomic", TokenKind.Atomic),
        ("void", TokenKind.Void), ("char", TokenKind.Char), ("short", TokenKind.Short), ("int", TokenKind.Int),
        ("long", TokenKind.Long), ("float", TokenKind.Float), ("double", TokenKind.Double),
        ("signed", TokenKind.Signed), ("__signed", TokenKind.Signed), ("__signed__", TokenKind.Signed),
        ("unsigned", TokenKind.Unsigned), ("_Bool", TokenKind.Bool),
        ("_Complex", TokenKind.Complex), ("__complex", TokenKind.Complex), ("__complex__", TokenKind.Complex),
        ("_Float16", TokenKind.FloatN), ("_Float32", TokenKind.FloatN), ("_Float64", TokenKind.FloatN), ("_Float128", TokenKind.FloatN),
        ("_Float32x", TokenKind.FloatN), ("_Float64x", TokenKind.FloatN), ("__float128", TokenKind.FloatN),
        ("__int8", TokenKind.Char), ("__int16", TokenKind.Short), ("__int32", TokenKind.Int), ("__int64", TokenKind.Int64), ("_int64", TokenKind.Int64),
        ("__int128", TokenKind.Int128),
        ("struct", TokenKind.Struct), ("union", TokenKind.Union), ("enum", TokenKind.Enum),
        ("__cdecl", TokenKind.CDecl), ("_cdecl", TokenKind.CDecl),
        ("__stdcall", TokenKind.StdCall), ("_stdcall", TokenKind.StdCall), ("WINAPI", TokenKind.StdCall),
        ("__fastcall", TokenKind.FastCall), ("_fastcall", TokenKind.FastCall),
        ("__thiscall", TokenKind.ThisCall), ("__vectorcall", TokenKind.VectorCall),
        ("_Alignas", TokenKind.AlignAs), ("alignas", TokenKind.AlignAs),
        ("_Alignof", TokenKind.AlignOf), ("alignof", TokenKind.AlignOf),
        ("__alignof", TokenKind.AlignOf), ("__alignof__", TokenKind.AlignOf),
        ("sizeof", TokenKind.SizeOf),
        ("offsetof", TokenKind.OffsetOf), ("__builtin_offsetof", TokenKind.OffsetOf),
        ("_Generic", TokenKind.Generic),
        ("typeof", TokenKind.TypeOf), ("__typeof", TokenKind.TypeOf), ("__typeof__", TokenKind.TypeOf), ("typeof_unqual", TokenKind.TypeOf),
        ("_BitInt", TokenKind.BitInt),
        ("_Static_assert", TokenKind.StaticAssert), ("static_assert", TokenKind.StaticAssert),
        ("__attribute__", TokenKind.Attribute), ("__attribute", TokenKind.Attribute),
        ("__declspec", TokenKind.DeclSpec),
        ("asm", TokenKind.Asm), ("__asm", TokenKind.Asm), ("__asm__", TokenKind.Asm),
    ];

    public static bool IsKeyword(TokenKind kind) => kind is >= TokenKind.Typedef and < TokenKind.Count;
}
