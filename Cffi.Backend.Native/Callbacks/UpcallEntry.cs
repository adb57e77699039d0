using System.Runtime.CompilerServices;
using Cffi.Backend.Native.Executors;
using Cffi.Backend.Native.Executors.SystemVX64;

namespace Cffi.Backend.Native.Callbacks;

/// <summary>The code of every compiled entry point of System V x86-64: it spills the registers, runs the body, and loads the result.</summary>
/// <remarks>
/// As for downcalls, one function type takes any signature: six general and eight floating-point registers, and the address
/// of the last parameter is that of C's stack arguments (psABI 3.2.3: they are consecutive words).
/// </remarks>
internal static unsafe class UpcallEntry
{
    /// <summary>For general registers only, as in most callbacks: the floating-point registers are not stored.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long GeneralSlots(int index, long a, long b, long c, long d, long e, long f)
    {
        Unsafe.SkipInit(out SystemVX64Frame frame);
        SpillGeneral(&frame, a, b, c, d, e, f);
        CallbackPool.General.BodyOf(index).Enter(&frame.Start);
        return frame.Start.ReturnGeneral.First;
    }

    // Inlined into the entry points, so that the registers are stored once. The frame lives as long as the entry
    // point's; s points into the C caller's frame, which outlives it.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static GeneralFloating MixedSlots(int index, long a, long b, long c, long d, long e, long f, double g, double h, double i, double j, double k, double l, double m, double n, long* s)
    {
        Unsafe.SkipInit(out SystemVX64Frame frame);
        Spill(&frame, a, b, c, d, e, f, g, h, i, j, k, l, m, n, s);
        CallbackPool.Mixed.BodyOf(index).Enter(&frame.Start);
        return new GeneralFloating { First = frame.Start.ReturnGeneral.First, Second = frame.Start.ReturnFloating.First };
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static GeneralPair GeneralPairSlots(int index, long a, long b, long c, long d, long e, long f, double g, double h, double i, double j, double k, double l, double m, double n, long* s)
    {
        Unsafe.SkipInit(out SystemVX64Frame frame);
        Spill(&frame, a, b, c, d, e, f, g, h, i, j, k, l, m, n, s);
        CallbackPool.GeneralPair.BodyOf(index).Enter(&frame.Start);
        return frame.Start.ReturnGeneral;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatingPair FloatingPairSlots(int index, long a, long b, long c, long d, long e, long f, double g, double h, double i, double j, double k, double l, double m, double n, long* s)
    {
        Unsafe.SkipInit(out SystemVX64Frame frame);
        Spill(&frame, a, b, c, d, e, f, g, h, i, j, k, l, m, n, s);
        CallbackPool.FloatingPair.BodyOf(index).Enter(&frame.Start);
        return new FloatingPair { First = frame.Start.ReturnFloating.First, Second = frame.Start.ReturnFloating.Second };
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Spill(SystemVX64Frame* frame, long a, long b, long c, long d, long e, long f, double g, double h, double i, double j, double k, double l, double m, double n, long* s)
    {
        SpillGeneral(frame, a, b, c, d, e, f);
        frame->Floating.First = g;
        frame->Floating.Second = h;
        frame->Floating.Third = i;
        frame->Floating.Fourth = j;
        frame->Floating.Fifth = k;
        frame->Floating.Sixth = l;
        frame->Floating.Seventh = m;
        frame->Floating.Eighth = n;
        frame->Start.Stack = (byte*)s;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void SpillGeneral(SystemVX64Frame* frame, long a, long b, long c, long d, long e, long f)
    {
        frame->General.First = a;
        frame->General.Second = b;
        frame->General.Third = c;
        frame->General.Fourth = d;
        frame->General.Fifth = e;
        frame->General.Sixth = f;
    }
}
