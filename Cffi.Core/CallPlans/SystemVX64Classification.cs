namespace Cffi.Core.CallPlans;

/// <summary>The classes of the (at most two) eightbytes of a type.</summary>
/// <param name="Size">The size of the type in bytes.</param>
/// <param name="Alignment">Its alignment in bytes.</param>
/// <param name="First">The class of bytes 0 to 7; <see cref="RegisterClass.Memory"/> means the whole type.</param>
/// <param name="Second">The class of bytes 8 to 15.</param>
internal readonly record struct SystemVX64Classification(long Size, int Alignment, RegisterClass First, RegisterClass Second)
{
    /// <summary>How many general registers it takes if it is passed in registers.</summary>
    public int GeneralCount => Count(RegisterClass.Integer);

    /// <summary>How many vector registers it takes if it is passed in registers.</summary>
    public int FloatingCount => Count(RegisterClass.Sse);

    /// <summary>Whether an argument of the type is passed in memory: the x87 classes are for results only.</summary>
    public bool IsMemoryArgument => First is RegisterClass.Memory or RegisterClass.X87 or RegisterClass.ComplexX87;

    /// <summary>Whether an eightbyte that is passed has no field: nothing says which register it takes.</summary>
    public bool HasEightbyteWithoutField => First == RegisterClass.NoClass || (Second == RegisterClass.NoClass && First != RegisterClass.Memory && Size > SystemVX64Classifier.Eightbyte);

    private int Count(RegisterClass which) => (First == which ? 1 : 0) + (Second == which ? 1 : 0);
}
