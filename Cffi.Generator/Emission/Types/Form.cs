namespace Cffi.Generator.Emission.Types;

/// <summary>The forms of a C type in C#.</summary>
/// <param name="Public">The type of a parameter, a result or a property.</param>
/// <param name="Field">The type of a struct field: blittable, with exactly C's representation.</param>
/// <param name="Abi">The type in the signature of a function pointer, which the .NET runtime passes like C.</param>
/// <remarks>The three are the same for most types. They differ if C# has no type that is right in every position (<c>_Bool</c>, <c>long</c>, pointers).</remarks>
internal sealed record Form(string Public, string Field, string Abi)
{
    private static readonly Func<string, string> Same = static value => value;

    /// <summary>A type that is the same in every position.</summary>
    public static Form Plain(string name) => new(name, name, name);

    /// <summary>Converts an expression of the public type to the type in the function pointer.</summary>
    public Func<string, string> ToAbi { get; init; } = Same;

    /// <summary>The reverse conversion.</summary>
    public Func<string, string> FromAbi { get; init; } = Same;

    /// <summary>Converts an expression of the public type to the field's type.</summary>
    public Func<string, string> ToField { get; init; } = Same;

    /// <summary>The reverse conversion.</summary>
    public Func<string, string> FromField { get; init; } = Same;

    /// <summary>The type argument of a pointer to it, or of a span of it; null if there is none.</summary>
    public string? Element { get; init; } = Field;

    /// <summary>Whether the .NET runtime would pass it differently from C. In that case calls go through the run time.</summary>
    public bool IsHard { get; init; }

    /// <summary>Whether <see cref="ToAbi"/> throws if the target's type cannot hold the value.</summary>
    public bool IsChecked { get; init; }

    /// <summary>Whether it is a struct with the size of the largest of several layouts, so that C's record is smaller on some targets.</summary>
    public bool IsPortable { get; init; }

    /// <summary>Whether it is a C# enum.</summary>
    public bool IsEnum { get; init; }

    /// <summary>The size and alignment that the .NET runtime gives the field.</summary>
    public TypeLayout Room { get; init; }

    /// <summary>Whether the field itself can be public.</summary>
    public bool IsPlainField => Public == Field;

    /// <summary>Whether C# code is the same for both, that is, all but size and alignment are equal.</summary>
    /// <remarks>The names of a form say how it converts.</remarks>
    public bool IsLike(Form other) => ReferenceEquals(this, other)
        || (Public == other.Public && Field == other.Field && Abi == other.Abi && Element == other.Element && IsHard == other.IsHard && IsPortable == other.IsPortable);
}
