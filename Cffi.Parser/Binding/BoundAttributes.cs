using Cffi.Parser.Lexing;

namespace Cffi.Parser.Binding;

/// <summary>What attributes say, as far as it matters to the model. Immutable.</summary>
internal sealed record BoundAttributes
{
    public static BoundAttributes None { get; } = new();

    /// <summary>The alignment asked for, in bytes; 0 for none.</summary>
    public int Alignment { get; init; }

    public bool IsPacked { get; init; }

    /// <summary>Whether bit-fields follow MSVC's rules; null for the target's.</summary>
    public bool? UsesMicrosoftBitFields { get; init; }

    public CallingConvention? Convention { get; init; }

    /// <summary>The machine mode that replaces the type's size (GNU <c>mode</c>); null for none.</summary>
    public Token? Mode { get; init; }

    /// <summary>The attribute that says something of layout; null where none does.</summary>
    public Token? LayoutWord { get; init; }

    /// <summary>These and others together.</summary>
    public BoundAttributes With(BoundAttributes other)
    {
        if (ReferenceEquals(other, None))
        {
            return this;
        }

        return ReferenceEquals(this, None) ? other : new BoundAttributes
        {
            Alignment = Math.Max(Alignment, other.Alignment),
            IsPacked = IsPacked || other.IsPacked,
            UsesMicrosoftBitFields = other.UsesMicrosoftBitFields ?? UsesMicrosoftBitFields,
            Convention = other.Convention ?? Convention,
            Mode = other.Mode ?? Mode,
            LayoutWord = LayoutWord ?? other.LayoutWord,
        };
    }
}
