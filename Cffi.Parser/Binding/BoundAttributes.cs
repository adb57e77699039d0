using Cffi.Parser.Lexing;

namespace Cffi.Parser.Binding;

/// <summary>The attributes that matter to the model. Immutable.</summary>
internal sealed record BoundAttributes
{
    public static BoundAttributes None { get; } = new();

    /// <summary>The requested alignment in bytes; 0 for none.</summary>
    public int Alignment { get; init; }

    /// <summary>The word that requests <see cref="Alignment"/>, which may be <c>_Alignas</c>; null for none.</summary>
    public Token? AlignedWord { get; init; }

    public bool IsPacked => PackedWord is not null;

    /// <summary>The word <c>packed</c>; null for none.</summary>
    public Token? PackedWord { get; init; }

    /// <summary>Whether bit-fields follow MSVC's rules; null for the target's.</summary>
    public bool? UsesMicrosoftBitFields { get; init; }

    /// <summary>The word that sets it.</summary>
    public Token? BitFieldsWord { get; init; }

    /// <summary>The size in bytes of a vector (GNU <c>vector_size</c>); 0 for none.</summary>
    public int VectorSize { get; init; }

    /// <summary>The word that makes a vector.</summary>
    public Token? VectorWord { get; init; }

    /// <summary>Whether arguments of a union are passed like its first member (GNU <c>transparent_union</c>).</summary>
    public bool IsTransparent => TransparentWord is not null;

    /// <summary>The word that sets it; null for none.</summary>
    public Token? TransparentWord { get; init; }

    /// <summary>The <c>_Alignas</c>, which C allows in fewer positions than attributes; null for none.</summary>
    public Token? AlignAs { get; init; }

    /// <summary>The attributes that the declaration keeps.</summary>
    public IReadOnlyList<CAttribute> Kept { get; init; } = [];

    public CCallingConvention? Convention { get; init; }

    /// <summary>The word that sets <see cref="Convention"/>.</summary>
    public Token? ConventionWord { get; init; }

    /// <summary>Whether a variable is thread-local (C11 6.7.1p3; MSVC <c>__declspec(thread)</c>).</summary>
    public bool IsThreadLocal => ThreadLocalWord is not null;

    /// <summary>The word that sets it; null for none.</summary>
    public Token? ThreadLocalWord { get; init; }

    /// <summary>Whether compilers expand each call of the function (GNU <c>always_inline</c>).</summary>
    public bool IsAlwaysInlined { get; init; }

    /// <summary>The machine mode that replaces the type's size (GNU <c>mode</c>); null for none.</summary>
    public Token? Mode { get; init; }

    /// <summary>Combines these attributes with others.</summary>
    public BoundAttributes With(BoundAttributes other)
    {
        if (ReferenceEquals(other, None))
        {
            return this;
        }

        return ReferenceEquals(this, None) ? other : new BoundAttributes
        {
            Alignment = Math.Max(Alignment, other.Alignment),
            AlignedWord = AlignedWord ?? other.AlignedWord,
            PackedWord = PackedWord ?? other.PackedWord,
            UsesMicrosoftBitFields = other.UsesMicrosoftBitFields ?? UsesMicrosoftBitFields,
            BitFieldsWord = BitFieldsWord ?? other.BitFieldsWord,
            Convention = other.Convention ?? Convention,
            ConventionWord = other.ConventionWord ?? ConventionWord,
            ThreadLocalWord = ThreadLocalWord ?? other.ThreadLocalWord,
            VectorSize = Math.Max(VectorSize, other.VectorSize),
            VectorWord = VectorWord ?? other.VectorWord,
            TransparentWord = TransparentWord ?? other.TransparentWord,
            AlignAs = AlignAs ?? other.AlignAs,
            Kept = Kept.Count == 0 ? other.Kept : other.Kept.Count == 0 ? Kept : [.. Kept, .. other.Kept],
            IsAlwaysInlined = IsAlwaysInlined || other.IsAlwaysInlined,
            Mode = other.Mode ?? Mode,
        };
    }
}
