using System.Runtime.CompilerServices;

namespace Cffi.Backend.Native.Calls;

// One type per way that two eightbytes come back in registers (psABI 3.2.3). The fields are register classes: a
// carrier without fields of the right class would be returned elsewhere.

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

// Aggregates of class MEMORY that carry words to the stack where no trampoline may be made.

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
