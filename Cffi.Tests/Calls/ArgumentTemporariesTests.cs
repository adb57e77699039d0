using System.Runtime.InteropServices;
using Cffi.Backend.Native.Calls;
using Cffi.Backend.Native.Threads;

namespace Cffi.Tests.Calls;

/// <summary>The memory for a call's arguments: first the stack frame, then, if the frame is full, the heap.</summary>
public sealed unsafe class ArgumentTemporariesTests
{
    private const int Guard = 64;
    private const byte Untouched = 0xCC;
    private const byte Used = 0xEE;

    [Test]
    public void Memory_of_every_size_is_aligned_zero_and_nobody_elses([Values(0, 1, 8, 15)] int skew)
    {
        byte* frame = (byte*)NativeMemory.AlignedAlloc(ArgumentTemporaries.ScratchSize + (2 * Guard), 16);
        byte* scratch = frame + Guard + skew;
        for (long size = 0; size <= ArgumentTemporaries.ScratchSize + 32; size++)
        {
            new Span<byte>(frame, ArgumentTemporaries.ScratchSize + (2 * Guard)).Fill(Untouched);
            Fill(scratch, size, 20);
            Assert.That(new ReadOnlySpan<byte>(frame, Guard + skew).IndexOfAnyExcept(Untouched), Is.EqualTo(-1), $"before the frame, {size} bytes");
            Assert.That(new ReadOnlySpan<byte>(scratch + ArgumentTemporaries.ScratchSize, Guard - skew).IndexOfAnyExcept(Untouched), Is.EqualTo(-1), $"after the frame, {size} bytes");
        }

        NativeMemory.AlignedFree(frame);
    }

    [Test]
    public void What_fits_the_frame_is_there()
    {
        byte* frame = stackalloc byte[ArgumentTemporaries.ScratchSize];
        var temporaries = new ArgumentTemporaries(frame);
        for (int i = 0; i < (ArgumentTemporaries.ScratchSize / 64) - 1; i++)
        {
            nint offset = (nint)(temporaries.Allocate(64) - frame);
            Assert.That(offset, Is.GreaterThanOrEqualTo((nint)0).And.LessThanOrEqualTo((nint)ArgumentTemporaries.ScratchSize - 64), $"temporary {i}");
        }

        temporaries.Free();
    }

    [Test]
    public void Signatures_of_variadic_calls_are_made_once_each()
    {
        var ffi = new Ffi();
        var signatures = new VariadicSignatures((CFunctionType)ffi.TypeOf("int(char *, ...)"));
        for (int round = 0; round < 2; round++)
        {
            for (int i = 0; i < 600; i++)
            {
                // The bits of 'i' select which of the ten arguments are doubles.
                var arguments = new CValue[10];
                for (int bit = 0; bit < arguments.Length; bit++)
                {
                    arguments[bit] = (i >> bit & 1) == 0 ? (CValue)1 : 1.0;
                }

                CallSignature signature = signatures.For(arguments);
                Assert.That(Doubles(signature), Is.EqualTo(int.PopCount(i)), $"call {i}");
                Assert.That(signature.ArgumentCount, Is.EqualTo(11));
                CValue[] other = [1];
                Assert.That(signatures.For(arguments), Is.SameAs(signature), "the same signature as for the call before");
                Assert.That(signatures.For(other), Is.Not.SameAs(signature));
                Assert.That(signatures.For(arguments), Is.SameAs(signature).Or.Property("ArgumentCount").EqualTo(11), "a signature is dropped only if there are very many");
            }
        }
    }

    [Test]
    public void The_first_hundred_later_exceptions_are_kept_and_all_are_counted()
    {
        var later = new LaterExceptions();
        for (int i = 0; i < 250; i++)
        {
            later.Add(new FormatException($"{i}"));
            Assert.That((later.Count, later.Kept.Count), Is.EqualTo((i + 1L, Math.Min(i + 1, 100))));
        }

        Assert.That(later.Kept.Select(static exception => exception.Message), Is.EqualTo(Enumerable.Range(0, 100).Select(static i => $"{i}")));
    }

    private static int Doubles(CallSignature signature)
    {
        int count = 0;
        foreach (ref readonly ArgumentStep step in signature.Steps)
        {
            count += step.Representation == Backend.Native.Values.Representation.Double ? 1 : 0;
        }

        return count;
    }

    // The scratch memory belongs to the caller, and has ScratchSize bytes.
    private static void Fill(byte* scratch, long size, int count)
    {
        var temporaries = new ArgumentTemporaries(scratch);
        for (int i = 0; i < count; i++)
        {
            byte* memory = temporaries.Allocate(size);
            Assert.That((long)memory % 16, Is.Zero, $"temporary {i} of {size} bytes");

            // Memory of another temporary would contain its bytes.
            var bytes = new Span<byte>(memory, (int)Math.Max(size, 1));
            Assert.That(bytes.IndexOfAnyExcept((byte)0), Is.EqualTo(-1), $"temporary {i} of {size} bytes");
            bytes.Fill(Used);
        }

        temporaries.Free();
    }
}
