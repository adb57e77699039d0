using Cffi.Backend.Native.Executors;
using Cffi.Tests.Native;

namespace Cffi.Tests.Calls;

public sealed class CallTrampolineTests
{
    [Test]
    public void It_is_available_here() => Assert.That(CallTrampoline.IsAvailable, Is.True);

    [Test]
    public unsafe void Its_page_is_executable_and_not_writable() => Assert.That(MemoryAccess.Of((nint)CallTrampoline.Address), Is.EqualTo("r-x"));

    [Test]
    public void The_code_of_a_callback_is_executable_and_not_writable_and_its_data_the_reverse()
    {
        using CData callback = new Ffi().Callback("int(int)", (int a) => a);
        Assert.That((MemoryAccess.Of(callback.Address), MemoryAccess.Of(callback.Address + 0x10000)), Is.EqualTo(("r-x", "rw-")));
    }
}
