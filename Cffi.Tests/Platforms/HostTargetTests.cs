namespace Cffi.Tests.Platforms;

public sealed class HostTargetTests
{
    [TestCase("linux-x64", "linux")]
    [TestCase("linux-musl-x64", "linux-musl")]
    [TestCase("linux-musl-arm64", "linux-musl")]
    [TestCase("alpine.3.22-x64", "linux-musl")]
    [TestCase("debian.12-arm64", "linux")]
    [TestCase(null, "linux")]
    public void The_runtime_identifier_tells_the_C_library_of_Linux(string? runtimeIdentifier, string name) =>
        Assert.That(HostTarget.LinuxName(runtimeIdentifier), Is.EqualTo(name));

    [Test]
    public void Each_target_is_found_by_its_name_and_index()
    {
        Assert.That(Target.All.Select(static target => Target.Find(target.Name)), Is.EqualTo(Target.All));
        Assert.That(Target.All.Select(static target => target.Index), Is.EqualTo(Enumerable.Range(0, Target.All.Count)));
    }
}
