using Cffi.Tests.Fuzz;

namespace Cffi.Tests.Stress;

/// <summary>One thread redeclares names while other threads look them up: no thread keeps an old declaration.</summary>
[Category("Stress")]
public sealed class DeclarationRaceTests
{
    [Test]
    public void What_a_text_declares_counts_from_its_end_on()
    {
        int rounds = FuzzSettings.Count("CFFI_STRESS_CDEFS", 500);
        var ffi = new Ffi();
        var overriding = new CdefOptions { Override = true };
        Declare(0);
        using CLibrary library = ffi.Dlopen("c");
        dynamic dynamicLibrary = library;
        bool isEnding = false;
        Thread[] readers = [.. Enumerable.Range(0, 3).Select(_ => new Thread(Read))];
        Array.ForEach(readers, static reader => reader.Start());
        try
        {
            for (int i = 1; i <= rounds; i++)
            {
                Declare(i);
                Thread.Yield();
                Assert.That(ffi.SizeOf("changing"), Is.EqualTo(i), "type");
                Assert.That(ffi.SizeOf("struct changing"), Is.EqualTo(i), "record");
                Assert.That(((CArrayType)((CPointerType)library["abs"].Type.Parameters[1]).Item).Length.Count, Is.EqualTo(i), "function");
            }
        }
        finally
        {
            Volatile.Write(ref isEnding, true);
            Array.ForEach(readers, static reader => reader.Join());
        }

        void Declare(int size) => ffi.Cdef($"typedef char changing[{size}]; struct changing {{ char a[{size}]; }}; int abs(int, changing *);", overriding);

        void Read()
        {
            while (!Volatile.Read(ref isEnding))
            {
                _ = ffi.SizeOf("changing") + ffi.SizeOf("struct changing");
                _ = library["abs"];
                _ = (int)dynamicLibrary.abs(-1, null);
            }
        }
    }
}
