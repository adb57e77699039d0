namespace Cffi.Generator.Emission.Types;

/// <summary>How a C type appears in C#.</summary>
/// <param name="Public">As a parameter, a result or a property.</param>
/// <param name="Field">As a field of a struct: blittable, with exactly the bytes of C.</param>
/// <param name="Abi">In the signature of a function pointer: what the .NET runtime passes as C does.</param>
/// <remarks>The three are one and the same for most types. They differ where C# has no type that is right in every place (<c>_Bool</c>, <c>long</c>, pointers).</remarks>
internal sealed record Form(string Public, string Field, string Abi)
{
    private static readonly Func<string, string> Same = static value => value;
    private readonly string? parameter;

    /// <summary>A type that is the same in every place.</summary>
    public static Form Plain(string name) => new(name, name, name);

    /// <summary>As a parameter of what C# calls, where that takes more than the public type does.</summary>
    public string Parameter
    {
        get => parameter ?? Public;
        init => parameter = value;
    }

    /// <summary>An expression of the parameter's type made one of the public type.</summary>
    public Func<string, string> FromParameter { get; init; } = Same;

    /// <summary>An expression of the public type made one of the function pointer's.</summary>
    public Func<string, string> ToAbi { get; init; } = Same;

    /// <summary>The other way.</summary>
    public Func<string, string> FromAbi { get; init; } = Same;

    /// <summary>An expression of the public type made one of the field's.</summary>
    public Func<string, string> ToField { get; init; } = Same;

    /// <summary>The other way.</summary>
    public Func<string, string> FromField { get; init; } = Same;

    /// <summary>What a pointer to it, or a span of it, has as type argument; null where there is none.</summary>
    public string? Element { get; init; } = Field;

    /// <summary>Whether the .NET runtime would pass it otherwise than C: then calls go through the run time.</summary>
    public bool IsHard { get; init; }

    /// <summary>Whether <see cref="ToAbi"/> throws where the target does not hold the value.</summary>
    public bool IsChecked { get; init; }

    /// <summary>Whether it is a struct with room for the layouts of several targets: C has fewer bytes on some.</summary>
    public bool IsPortable { get; init; }

    /// <summary>Whether it is an enum of C#.</summary>
    public bool IsEnum { get; init; }

    /// <summary>The size and alignment that the .NET runtime gives the field.</summary>
    public TypeLayout Room { get; init; }

    /// <summary>Whether the field can be public as it is.</summary>
    public bool IsPlainField => Public == Field;

    /// <summary>Whether C# code is the same for both: everything but the room.</summary>
    /// <remarks>The names of a form say how it converts.</remarks>
    public bool IsLike(Form other) => ReferenceEquals(this, other)
        || (Public == other.Public && Parameter == other.Parameter && Field == other.Field && Abi == other.Abi && Element == other.Element && IsHard == other.IsHard && IsPortable == other.IsPortable);
}
