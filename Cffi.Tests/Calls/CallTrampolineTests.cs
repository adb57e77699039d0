using System.Globalization;
using Cffi.Backend.Native.Executors;

namespace Cffi.Tests.Calls;

public sealed class CallTrampolineTests
{
    [Test]
    public void It_is_available_here() => Assert.That(CallTrampoline.IsAvailable, Is.True);

    [Test]
    public unsafe void Its_page_is_executable_and_not_writable() => Assert.That(Access((ulong)CallTrampoline.Address), Is.EqualTo("r-xp"));

    [Test]
    public void The_code_of_a_callback_is_executable_and_not_writable_and_its_data_the_reverse()
    {
        using CData callback = new Ffi().Callback("int(int)", (int a) => a);
        Assert.That((Access((ulong)callback.Address), Access((ulong)callback.Address + 0x10000)), Is.EqualTo(("r-xp", "rw-p")));
    }

    private static string Access(ulong address) => File.ReadLines("/proc/self/maps").Single(line => Contains(line, address)).Split(' ')[1];

    // A line starts with the first address and the end address, in hexadecimal.
    private static bool Contains(string line, ulong address)
    {
        ulong[] ends = [.. line[..line.IndexOf(' ')].Split('-').Select(static end => ulong.Parse(end, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture))];
        return ends[0] <= address && address < ends[1];
    }
}
