using Cffi.Backend.Native.Loading;
using Cffi.Tests.Native;

namespace Cffi.Tests.Platforms;

public sealed class BinaryPlatformTests
{
    private static IEnumerable<Target> Targets => Target.All;

    [TestCaseSource(nameof(Targets))]
    public void The_first_bytes_of_an_object_tell_its_platform(Target target)
    {
        byte[] file = CCompiler.ClangFor(target).CompileObject("int f(void) { return 1; }");

        // A library for Windows has the same header behind a stub for MS-DOS.
        file = target.UsesMicrosoftLayout ? [.. "MZ"u8, .. new byte[58], 64, 0, 0, 0, .. "PE\0\0"u8, .. file] : file;
        Target? found = LibraryPlatform.Of(file);
        Assert.That(Target.All.Where(wanted => BinaryPlatform.IsFor(found, wanted)), Does.Contain(target));
        Assert.That(Target.All.Where(wanted => BinaryPlatform.IsFor(found, wanted)), Is.All.Matches<Target>(wanted => wanted!.Calling == target.Calling && wanted.IsLinux == target.IsLinux));
    }

    [Test]
    public void A_file_of_an_unknown_machine_is_for_no_target() => Assert.That(Target.All.Where(static target => BinaryPlatform.IsFor(null, target)), Is.Empty);
}
