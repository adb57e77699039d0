namespace Cffi.Generator.Emission.Reading;

/// <summary>Tells the texts that every target reads alike: then one reading is enough for all.</summary>
/// <remarks>
/// A C type has no size here until it is laid out, so most texts are such. What could differ is what is computed while
/// reading: conditions, sizes in constant expressions, numbers of type <c>long</c>, casts, widths of bit-fields, and words
/// that not every compiler knows.
/// </remarks>
internal static class TargetIndependence
{
    /// <summary>Whether all targets read the text alike; false where that is not seen at once.</summary>
    public static bool IsSure(string text) => new IndependenceScanner(text).IsHarmless();

    /// <summary>Whether what one target has read of such a text is what all of them read.</summary>
    /// <remarks>An enumerator after the greatest <c>int</c> has another type on each target, and so has what is computed of it.</remarks>
    public static bool IsSure(DeclarationSet declarations)
    {
        foreach (Declaration declaration in declarations.All)
        {
            if (declaration is ConstantDeclaration { Value: { StringBytes: null } value } && (value.Integer < int.MinValue || value.Integer > int.MaxValue))
            {
                return false;
            }
        }

        return true;
    }
}
