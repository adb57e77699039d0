namespace Cffi.Modules.Stubs;

/// <summary>The values of <c>__builtin_classify_type</c> (GCC's typeclass.h).</summary>
internal static class Kinds
{
    /// <summary>Not a number; a compiler without that function gives no details.</summary>
    public const int Other = 0;
    public const int Integer = 1;
    public const int Pointer = 5;
    public const int Real = 8;
    public const int Complex = 9;
    public const int Struct = 12;
    public const int Union = 13;

    /// <summary>Whether a type can be of a kind, according to the compiler's answer.</summary>
    public static bool CanBe(int expected, long reported) => reported == Other ? expected is not (Integer or Real) : Normal(reported) == expected;

    /// <summary>Characters (2), enums (3) and booleans (4) count as integers.</summary>
    public static int Normal(long kind) => kind is >= 2 and <= 4 ? Integer : (int)kind;
}
