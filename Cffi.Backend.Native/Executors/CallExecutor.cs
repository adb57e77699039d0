using Cffi.Backend.Native.Executors.Arm64;
using Cffi.Backend.Native.Executors.SystemVX64;
using Cffi.Backend.Native.Executors.WindowsX64;
using Cffi.Core.CallPlans;

namespace Cffi.Backend.Native.Executors;

/// <summary>Executes the call plans of one calling convention: precompiled calls, and the machine code for the rest.</summary>
/// <remarks>
/// A convention is a folder of this one with its executor, and a row of <see cref="For"/>. Nothing outside of this folder knows a register.
/// Immutable; any thread.
/// </remarks>
internal abstract unsafe class CallExecutor
{
    /// <summary>The largest number of stack words, 32 KiB.</summary>
    public const int MostStackWords = 4096;

    /// <summary>The number of bytes that hold the block of a small call in every convention.</summary>
    public const int SmallBlockSize = 480;

    /// <summary>The executor of this process.</summary>
    public static CallExecutor Current { get; } = For(Target.Current);

    /// <summary>The registers of a call.</summary>
    public abstract RegisterFile Block { get; }

    /// <summary>The registers of a callback.</summary>
    public abstract RegisterFile Frame { get; }

    /// <summary>Machine code: <c>void call(RegisterBlock *)</c>.</summary>
    public abstract ReadOnlySpan<byte> CallCode { get; }

    /// <summary>Machine code: the thunk of one callback, <see cref="ThunkMemory.Stride"/> bytes.</summary>
    public abstract ReadOnlySpan<byte> ThunkCode { get; }

    /// <summary>Machine code: the entry that all thunks share. Its last eight bytes are the address of <c>void enter(nint index, UpcallFrame *)</c>.</summary>
    public abstract ReadOnlySpan<byte> EntryCode { get; }

    /// <summary>The same for callbacks that use general registers only; empty where it would not be faster.</summary>
    public virtual ReadOnlySpan<byte> GeneralEntryCode => [];

    /// <summary>The executor of a target.</summary>
    public static CallExecutor For(Target target) => target.Calling switch
    {
        CallingStandard.SystemVX64 => new SystemVX64Executor(),
        CallingStandard.Aapcs64 or CallingStandard.AppleArm64 or CallingStandard.WindowsArm64 => new Arm64Executor(),
        CallingStandard.WindowsX64 => new WindowsX64Executor(),
        _ => throw new PlatformNotSupportedException($"Cffi makes no calls on {target.Name}."),
    };

    /// <summary>The precompiled call for a plan.</summary>
    /// <param name="plan">A plan of at most <see cref="MostStackWords"/> stack words.</param>
    /// <param name="usesTrampoline">Whether the call needs the count and the alignment of its stack words.</param>
    /// <exception cref="CffiUnsupportedException">Only a trampoline can make the call, and the system allows none.</exception>
    public delegate*<RegisterBlock*, void> ShapeFor(CallPlan plan, out bool usesTrampoline)
    {
        bool needsTrampoline = NeedsTrampoline(plan);
        usesTrampoline = (needsTrampoline || PrefersTrampoline(plan)) && CallTrampoline.IsAvailable;
        return usesTrampoline ? &CallTrampoline.Call
            : needsTrampoline ? throw NoTrampoline(plan)
            : PrecompiledFor(plan);
    }

    /// <summary>The number of stack words that the precompiled call reads.</summary>
    public virtual int StackWordsRead(CallPlan plan) => plan.StackWords == 0 ? 0 : Math.Max(plan.StackWords, PrecompiledCalls.ListedStackWords);

    /// <summary>Whether no precompiled call can make this one.</summary>
    protected abstract bool NeedsTrampoline(CallPlan plan);

    /// <summary>Whether the trampoline is better, where the system allows it.</summary>
    protected virtual bool PrefersTrampoline(CallPlan plan) => false;

    /// <summary>The precompiled call for a plan that does not need the trampoline.</summary>
    protected abstract delegate*<RegisterBlock*, void> PrecompiledFor(CallPlan plan);

    private static CffiUnsupportedException NoTrampoline(CallPlan plan) => new(
        "CFFI5101",
        $"'{plan.Type.CName}' needs a trampoline (variadic floating arguments, x87 results, over-aligned or many stack arguments), and this system allows no executable memory; compile a module (SetSource, Compile) and make the call in a function with fixed arguments that its prelude defines");
}
