namespace Cffi.Layout;

/// <summary>The size and alignment of bit-precise integers: those of the integer type that holds them, or whole words.</summary>
internal static class BitIntLayout
{
    /// <summary>The size and alignment of <c>_BitInt(N)</c> (SysV psABI 3.1.2, AAPCS64 5.1; i386 psABI for words of 32 bits).</summary>
    public static TypeLayout Of(CBitIntType type, Target target)
    {
        int bytes = 1;
        while (bytes < 8 && bytes * 8 < type.Width)
        {
            bytes *= 2;
        }

        if (type.Width <= bytes * 8)
        {
            return new TypeLayout(bytes, bytes == 8 ? target.Int64Alignment : bytes);
        }

        // AAPCS64 counts in quadwords, the others in words of a register.
        int word = target.IsArm64 ? 16 : target.PointerSize == 8 || target.UsesMicrosoftLayout ? 8 : 4;
        return new TypeLayout((((long)type.Width + (word * 8) - 1) / (word * 8)) * word, word);
    }
}
