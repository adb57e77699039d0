using System.Diagnostics;
using Cffi.Tests.Native;

namespace Cffi.Tests.Api;

/// <summary>The cache with several processes, and under the limits of the system.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class CacheProcessTests
{
    private const string Answer = "42\n";

    [Test]
    public void Twenty_processes_compile_the_same_at_once() => Start(20);

    [Test, Category("Nightly")]
    public void Two_hundred_processes_compile_the_same_at_once() => Start(200);

    [TestCase(4)]
    [TestCase(8)]
    [TestCase(16)]
    public void A_full_disk_is_an_error_and_nothing_stays(int kilobytes)
    {
        using var folder = new TemporaryFolder();
        string cache = Directory.CreateDirectory(folder.File("cache")).FullName;
        (int exitCode, string output, string errors) = TestHost.RunPrivately(
            $"mount -t tmpfs -o size={kilobytes}k,mode=700 none '{cache}' && {{ \"$@\"; code=$?; find '{cache}' -mindepth 1; exit $code; }}", "compile", cache);
        Assert.That((exitCode, output), Is.EqualTo((1, "")), errors);
        Assert.That(errors, Does.Match("(?s)^CFFI800[29]: .*(No space left on device|the disk was full)"), "in the words of C or of .NET");
    }

    [Test]
    public void A_limit_on_the_size_of_files_is_an_error_and_nothing_stays()
    {
        using var folder = new TemporaryFolder();
        string cache = folder.File("cache");
        (int exitCode, string output, string errors) = TestHost.RunScript("ulimit -f 64 && DOTNET_EnableWriteXorExecute=0 exec \"$@\"", "compile", cache);
        Assert.That((exitCode, output), Is.EqualTo((1, "")), errors);
        Assert.That(errors, Does.StartWith("CFFI8002: cc refused the module").And.Contain("File size limit exceeded"));
        Assert.That(Directory.GetFileSystemEntries(cache), Is.Empty);
    }

    [Test]
    public void A_cache_that_cannot_be_written_serves_what_is_in_it()
    {
        using var folder = new TemporaryFolder();
        string cache = Directory.CreateDirectory(folder.File("cache")).FullName;
        string script = $"mount -t tmpfs -o mode=700 none '{cache}' && \"$@\" && mount -o remount,ro '{cache}' && \"$@\"";
        Assert.That(TestHost.RunPrivately(script, "compile", cache), Is.EqualTo((0, Answer + Answer, "")));

        script = $"mount -t tmpfs -o mode=700,ro none '{cache}' && \"$@\"";
        (int exitCode, string output, string errors) = TestHost.RunPrivately(script, "compile", cache);
        Assert.That((exitCode, output), Is.EqualTo((1, "")), errors);
        Assert.That(errors, Does.StartWith("CFFI8009: the compiled module cannot be stored in ").And.Contain("set BuildOptions.CacheFolder or CFFI_CACHE to another folder"));
    }

    [TestCase("/dev/null/cache")]
    [TestCase("/proc/cache")]
    public void A_cache_that_cannot_be_made_is_an_error(string cache)
    {
        (int exitCode, string output, string errors) = TestHost.Run("compile", cache);
        Assert.That((exitCode, output), Is.EqualTo((1, "")), errors);
        Assert.That(errors, Does.StartWith($"CFFI8009: the compiled module cannot be stored in '{cache}'"));
    }

    [Test]
    public void Variables_say_where_modules_are_kept()
    {
        using var folder = new TemporaryFolder();
        string home = Directory.CreateDirectory(folder.File("home")).FullName;
        Assert.That(Folder(("CFFI_CACHE", "/one"), ("XDG_CACHE_HOME", "/two"), ("HOME", home)), Is.EqualTo("/one"));
        Assert.That(Folder(("CFFI_CACHE", null), ("XDG_CACHE_HOME", "/two"), ("HOME", home)), Is.EqualTo("/two/cffi-dotnet"));
        Assert.That(Folder(("CFFI_CACHE", ""), ("XDG_CACHE_HOME", ""), ("HOME", home)), Is.EqualTo(home + "/.cache/cffi-dotnet"));
        Assert.That(Folder(("CFFI_CACHE", null), ("XDG_CACHE_HOME", "relative"), ("HOME", home)), Is.EqualTo(home + "/.cache/cffi-dotnet"), "XDG paths must be absolute");
        Assert.That(Folder(("CFFI_CACHE", null), ("XDG_CACHE_HOME", null), ("HOME", "/no/such/folder")), Does.Match("^/.*/cffi-dotnet-[^/]+$"));
    }

    [Test]
    public void Without_HOME_the_users_entry_in_the_system_says_where()
    {
        string folder = Folder(("CFFI_CACHE", null), ("XDG_CACHE_HOME", null), ("HOME", null));
        Assert.That(folder, Does.StartWith("/").And.Matches("/(\\.cache/cffi-dotnet|cffi-dotnet-[^/]+)$"));
    }

    private static string Folder(params (string Name, string? Value)[] variables)
    {
        (int exitCode, string output, string errors) = TestHost.Run(variables.ToDictionary(static v => v.Name, static v => v.Value), "cache");
        Assert.That(exitCode, Is.Zero, errors);
        return output.TrimEnd();
    }

    private static void Start(int count)
    {
        using var folder = new TemporaryFolder();
        string cache = folder.File("cache");
        Process[] processes = [.. Enumerable.Range(0, count).Select(_ => TestHost.Start("compile", cache))];

        // The processes have started and wait for the end of their input.
        Thread.Sleep(TimeSpan.FromMilliseconds(50 * count));
        Task<(int ExitCode, string Output, string Errors)>[] runs = [.. processes.Select(static process => Task.Factory.StartNew(() => TestHost.Finish(process), TaskCreationOptions.LongRunning))];
        foreach ((int exitCode, string output, string errors) in Task.WhenAll(runs).GetAwaiter().GetResult())
        {
            Assert.That((exitCode, output), Is.EqualTo((0, Answer)), errors);
        }

        Assert.That(Directory.GetFileSystemEntries(cache), Has.Length.EqualTo(1));
        Assert.That(Directory.GetFileSystemEntries(Directory.GetDirectories(cache)[0]).Select(Path.GetFileName), Is.EquivalentTo(new[] { "headers", "module.o", "module.so", "seal" }));
    }
}
