namespace Cffi.Modules.Stubs;

/// <summary>The numbers that <c>__builtin_classify_type</c> gives (GCC's typeclass.h).</summary>
internal static class Kinds
{
    /// <summary>No number; what else, a compiler without that function does not tell.</summary>
    public const int Other = 0;
    public const int Integer = 1;
    public const int Pointer = 5;
    public const int Real = 8;
    public const int Complex = 9;
    public const int Struct = 12;
    public const int Union = 13;

    /// <summary>Whether a type may be of a kind, by what the compiler tells.</summary>
    public static bool CanBe(int expected, long told) => told == Other ? expected is not (Integer or Real) : Normal(told) == expected;

    /// <summary>Characters (2), enums (3) and booleans (4) count as integers.</summary>
    public static int Normal(long kind) => kind is >= 2 and <= 4 ? Integer : (int)kind;
}
