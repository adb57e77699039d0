using static Cffi.Tests.Native.TestLibrary;

namespace Cffi.Tests.Stress;

/// <summary>Calls inside callbacks inside calls.</summary>
[Category("Stress")]
public sealed class RecursionTests
{
    private const int Levels = 1000;

    [Test]
    public void A_thousand_levels_return()
    {
        CData descend = null!;
        using CData own = descend = Own.Callback("int(int)", (int level) => level == 0 ? 0 : Lib.Call<int>("descend", descend, level - 1));
        Assert.That(Lib.Call<int>("descend", descend, Levels), Is.EqualTo(Levels + 1));
    }

    [Test]
    public void An_exception_climbs_a_thousand_levels()
    {
        CData descend = null!;
        int above = 0;
        using CData own = descend = Own.Callback("int(int)", (int level) =>
        {
            try
            {
                return level == 0 ? throw new FormatException("the bottom") : Lib.Call<int>("descend", descend, level - 1);
            }
            catch (FormatException)
            {
                above++;
                throw;
            }
        });
        Assert.That(() => Lib.Call<int>("descend", descend, Levels), Throws.TypeOf<FormatException>().With.Message.EqualTo("the bottom"));
        Assert.That(above, Is.EqualTo(Levels + 1));
    }
}
