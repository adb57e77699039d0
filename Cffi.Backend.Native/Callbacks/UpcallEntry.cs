using System.Runtime.CompilerServices;
using Cffi.Backend.Native.Calls;

namespace Cffi.Backend.Native.Callbacks;

/// <summary>What every entry point does: spill the registers, run the body, load the result.</summary>
/// <remarks>
/// As for calls out, one function type takes any signature: six general and eight floating registers, and the address
/// of the last parameter is where C put its stack arguments (psABI 3.2.3: they are consecutive words).
/// </remarks>
internal static unsafe class UpcallEntry
{
    /// <summary>For general registers only, which most callbacks are: the floating registers are left alone.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long GeneralSlots(int index, long a, long b, long c, long d, long e, long f)
    {
        Unsafe.SkipInit(out UpcallFrame frame);
        SpillGeneral(&frame, a, b, c, d, e, f);
        CallbackPool.General.BodyOf(index).Enter(&frame);
        return frame.ReturnGeneral[0];
    }

    // Inlined into the entry points, so that the registers are stored once. The frame lives as long as the entry
    // point's; s points into the C caller's frame, which outlives it.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static GeneralFloating MixedSlots(int index, long a, long b, long c, long d, long e, long f, double g, double h, double i, double j, double k, double l, double m, double n, long* s)
    {
        Unsafe.SkipInit(out UpcallFrame frame);
        Spill(&frame, a, b, c, d, e, f, g, h, i, j, k, l, m, n, s);
        CallbackPool.Mixed.BodyOf(index).Enter(&frame);
        return new GeneralFloating { First = frame.ReturnGeneral[0], Second = BitConverter.Int64BitsToDouble(frame.ReturnFloating[0]) };
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static GeneralPair GeneralPairSlots(int index, long a, long b, long c, long d, long e, long f, double g, double h, double i, double j, double k, double l, double m, double n, long* s)
    {
        Unsafe.SkipInit(out UpcallFrame frame);
        Spill(&frame, a, b, c, d, e, f, g, h, i, j, k, l, m, n, s);
        CallbackPool.GeneralPair.BodyOf(index).Enter(&frame);
        return new GeneralPair { First = frame.ReturnGeneral[0], Second = frame.ReturnGeneral[1] };
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatingPair FloatingPairSlots(int index, long a, long b, long c, long d, long e, long f, double g, double h, double i, double j, double k, double l, double m, double n, long* s)
    {
        Unsafe.SkipInit(out UpcallFrame frame);
        Spill(&frame, a, b, c, d, e, f, g, h, i, j, k, l, m, n, s);
        CallbackPool.FloatingPair.BodyOf(index).Enter(&frame);
        return new FloatingPair
        {
            First = BitConverter.Int64BitsToDouble(frame.ReturnFloating[0]),
            Second = BitConverter.Int64BitsToDouble(frame.ReturnFloating[1]),
        };
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Spill(UpcallFrame* frame, long a, long b, long c, long d, long e, long f, double g, double h, double i, double j, double k, double l, double m, double n, long* s)
    {
        SpillGeneral(frame, a, b, c, d, e, f);
        frame->Floating[0] = g;
        frame->Floating[1] = h;
        frame->Floating[2] = i;
        frame->Floating[3] = j;
        frame->Floating[4] = k;
        frame->Floating[5] = l;
        frame->Floating[6] = m;
        frame->Floating[7] = n;
        frame->Stack = s;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void SpillGeneral(UpcallFrame* frame, long a, long b, long c, long d, long e, long f)
    {
        frame->General[0] = a;
        frame->General[1] = b;
        frame->General[2] = c;
        frame->General[3] = d;
        frame->General[4] = e;
        frame->General[5] = f;
    }
}
