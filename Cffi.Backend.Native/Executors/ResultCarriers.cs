using System.Runtime.CompilerServices;

namespace Cffi.Backend.Native.Executors;

// One type per way to return a result in several registers (System V psABI 3.2.3, AAPCS64 6.9). The fields are register classes: a
// carrier without fields of the right class would be returned in other registers.

internal struct GeneralPair
{
    public long First;
    public long Second;
}

internal struct FloatingPair
{
    public double First;
    public double Second;
}

internal struct GeneralFloating
{
    public long First;
    public double Second;
}

internal struct FloatingGeneral
{
    public double First;
    public long Second;
}

/// <summary>Every homogeneous aggregate of AAPCS64, in v0 to v3.</summary>
internal struct FloatingQuad
{
    public double First;
    public double Second;
    public double Third;
    public double Fourth;
}

// Aggregates of class MEMORY, which pass words on the stack if no trampoline is possible.

[InlineArray(32)]
internal struct StackWords32
{
    public long First;
}

[InlineArray(512)]
internal struct StackWords512
{
    public long First;
}

[InlineArray(4096)]
internal struct StackWords4096
{
    public long First;
}
