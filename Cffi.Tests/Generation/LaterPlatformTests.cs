using Cffi.Interop;

namespace Cffi.Tests.Generation;

public sealed class LaterPlatformTests
{
    [TestCase(6)]
    [TestCase(-1)]
    public void Bindings_that_do_not_know_a_platform_say_so(int index)
    {
        CffiUnsupportedException error = Assert.Throws<CffiUnsupportedException>(() => CTarget.Choose<long>(index, [1, 2, 3, 4, 5, 6]))!;
        Assert.That(error.Id, Is.EqualTo("CFFI7081"));
        Assert.That(error.Message, Does.Contain(Target.Current.Name).And.Contain("generate them again"));
    }

    [Test]
    public void A_platform_that_is_known_has_its_own_value() => Assert.That(CTarget.Choose<long>(5, [1, 2, 3, 4, 5, 6]), Is.EqualTo(6));

    [TestCase(3, 0, "CFFI7086")]
    [TestCase(2, 10, "CFFI7081")]
    [TestCase(1, 6, "CFFI7081")]
    [TestCase(0, 0, "CFFI7081")]
    public void Bindings_of_another_version_that_do_not_fit_are_refused(int version, int platform, string id) =>
        Assert.That(() => InteropErrors.ThrowIfOtherVersion(version, platform), Throws.TypeOf<CffiUnsupportedException>().With.Message.StartsWith(id));

    // A new platform needs a new version. Otherwise older bindings would claim to know the platform.
    [Test]
    public void Bindings_of_this_version_know_all_platforms() => Assert.That(GeneratedCode.PlatformsOf(GeneratedCode.Version), Is.EqualTo(Target.All.Count));

    [Test]
    public void Each_library_of_bindings_checks_its_version() =>
        Assert.That(() => new BoundLibrary(3, "c").Require("abs"), Throws.TypeOf<CffiUnsupportedException>().With.Message.StartsWith("CFFI7086"));
}
