using static Cffi.Tests.RealLibraries.StandardLibrary;

namespace Cffi.Tests.RealLibraries;

public sealed class TimeTests
{
    [Test]
    public void Time_returns_and_writes_the_same_number()
    {
        using CData slot = Standard.New("time_t *");
        long now = C.Call<long>("time", slot);
        Assert.That(slot[0].As<long>(), Is.EqualTo(now));
        Assert.That(Math.Abs(now - DateTimeOffset.UtcNow.ToUnixTimeSeconds()), Is.LessThan(86_400));
        Assert.That(C.Call<long>("time", Ffi.Null), Is.GreaterThanOrEqualTo(now));
    }

    [Test]
    public void Gmtime_fills_a_record()
    {
        using CData moment = Standard.New("time_t *", 1_000_000_000L);
        using CData tm = Standard.New("struct tm *");
        var result = C.Call<CData>("gmtime_r", moment, tm);
        Assert.That(result, Is.EqualTo(tm));
        int[] fields = [.. new[] { "tm_year", "tm_mon", "tm_mday", "tm_hour", "tm_min", "tm_sec", "tm_wday", "tm_yday" }.Select(name => tm[name].As<int>())];
        Assert.That(fields, Is.EqualTo(new[] { 101, 8, 9, 1, 46, 40, 0, 251 }));
        Assert.That(tm["tm_zone"].As<string>(), Is.EqualTo("GMT"));
    }

    [Test]
    public void Strftime_reads_a_record_that_was_filled_by_hand()
    {
        using CData tm = Standard.New("struct tm *", new[] { 5, 4, 3, 2, 0, 100, 0 });
        using CData text = Standard.New("char[64]");
        Assert.That(C.Call<int>("strftime", text, 64, "%Y-%m-%d %H:%M:%S %a", tm), Is.EqualTo(23));
        Assert.That(Standard.String(text), Is.EqualTo("2000-01-02 03:04:05 Sun"));
    }

    [Test]
    public void Timegm_is_the_inverse_of_gmtime()
    {
        using CData tm = Standard.New("struct tm[1]");
        using CData moment = Standard.New("time_t *", 1_234_567_890L);
        C.Call("gmtime_r", moment, tm);
        Assert.That(C.Call<long>("timegm", Standard.AddressOf(tm[0])), Is.EqualTo(1_234_567_890));
    }
}
