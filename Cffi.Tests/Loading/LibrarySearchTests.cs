using Cffi.Backend.Native.Loading;
using Cffi.Tests.Native;

namespace Cffi.Tests.Loading;

/// <summary>What a short name of a library becomes on each system, with the program's own libraries first.</summary>
public sealed class LibrarySearchTests
{
    private TemporaryFolder application = null!;
    private TemporaryFolder onPath = null!;

    [SetUp]
    public void MakeFolders() => (application, onPath) = (new TemporaryFolder(), new TemporaryFolder());

    [TearDown]
    public void RemoveFolders()
    {
        application.Dispose();
        onPath.Dispose();
    }

    [Test]
    public void Windows_names_end_with_dll_and_need_no_lib()
    {
        Assert.That(Windows.Candidates("curl"), Is.EqualTo(new[] { "curl.dll", "libcurl.dll" }));
        Assert.That(Windows.Candidates("curl.DLL"), Is.EqualTo(new[] { "curl.DLL" }));
        Assert.That(Windows.Candidates("libcurl"), Is.EqualTo(new[] { "libcurl.dll", "liblibcurl.dll", "curl.dll" }));
        Assert.That(Windows.Extension, Is.EqualTo(".dll"));
    }

    [TestCase("c")]
    [TestCase("m")]
    [TestCase("libc")]
    public void The_C_library_of_Windows_is_the_universal_one(string name) => Assert.That(Windows.Candidates(name), Does.Contain("ucrtbase.dll"));

    [TestCase("""C:\own\z.dll""")]
    [TestCase("own/z.dll")]
    [TestCase("c:z.dll")]
    public void A_path_of_Windows_stays_as_it_is(string path) => Assert.That(Windows.Candidates(path), Is.EqualTo(new[] { path }));

    [Test]
    public void Zlib_of_Windows_is_found_under_each_name_that_it_has()
    {
        string own = Touch(application, "zlib1.dll");
        string versioned = Touch(onPath, "libz-1.dll");
        Touch(onPath, "libz-old.dll");
        Assert.That(Windows.Candidates("z"), Is.EqualTo(new[] { own, "z.dll", "libz.dll", "zlib1.dll", "zlib.dll", versioned }));
    }

    [Test]
    public void The_highest_version_of_Windows_is_first()
    {
        string[] files = [Touch(application, "libfoo-9.dll"), Touch(application, "libfoo-10.dll"), Touch(application, "libfoobar-11.dll")];
        Assert.That(Windows.Candidates("foo").Take(3), Is.EqualTo(new[] { files[1], files[0], "foo.dll" }));
    }

    [Test]
    public void The_libraries_of_a_Mac_need_no_files()
    {
        Assert.That(Mac.Candidates("c")[0], Is.EqualTo("libSystem.dylib"));
        Assert.That(Mac.Candidates("z"), Is.SupersetOf(new[] { "libz.dylib", "/opt/homebrew/lib/libz.dylib", "/usr/local/lib/libz.dylib" }));
        Assert.That(Mac.Candidates("CoreFoundation"), Does.Contain("/System/Library/Frameworks/CoreFoundation.framework/CoreFoundation"));
        Assert.That(Mac.Candidates("libz")[^1], Is.EqualTo("/Library/Frameworks/z.framework/z"));
        Assert.That(Mac.Candidates("libz").ToList().IndexOf("libz.dylib"), Is.GreaterThan(0));
        Assert.That(Mac.Candidates("@rpath/libz.1.dylib"), Is.EqualTo(new[] { "@rpath/libz.1.dylib" }));
    }

    [Test]
    public void A_framework_of_the_program_precedes_the_systems()
    {
        Directory.CreateDirectory(application.File("Own.framework"));
        string own = Touch(application, Path.Combine("Own.framework", "Own"));
        Assert.That(Mac.Candidates("Own")[0], Is.EqualTo(own));
    }

    [Test]
    public void Only_the_C_library_of_Linux_has_a_companion() => Assert.That(
        new[] { new LinuxLibrarySearch([]).Companion("c"), new LinuxLibrarySearch([]).Companion("libc.so"), new LinuxLibrarySearch([]).Companion("z"), Windows.Companion("c"), Mac.Companion("c") },
        Is.EqualTo(new[] { "m", "m", null, null, null }));

    private WindowsLibrarySearch Windows => new([application.File("")], [onPath.File(""), onPath.File("not-there")]);

    private MacLibrarySearch Mac => new([application.File("")]);

    private static string Touch(TemporaryFolder folder, string name)
    {
        File.WriteAllText(folder.File(name), "");
        return folder.File(name);
    }
}
