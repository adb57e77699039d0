using Cffi.Modules.Cache;
using Cffi.Modules.Compilers;
using Cffi.Tests.Native;

namespace Cffi.Tests.Api;

/// <summary>The command line for each kind of compiler, and how its output is read.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class CommandLineTests
{
    private static readonly BuildOptions Options = new()
    {
        Libraries = ["z"], LibraryDirectories = ["/l x"], IncludeDirectories = ["/i x"], Defines = ["A=\"b c\""], CompilerArguments = ["-c1"], LinkerArguments = ["-l1"],
    };

    [Test]
    public void Gcc_gets_its_own_arguments()
    {
        var line = new GnuCommandLine(Target.LinuxX64);
        Assert.That(line.Compile("m.c", "m.o", "m.d", Options), Is.EqualTo(new[]
        {
            "-c", "m.c", "-o", "m.o", "-MD", "-MF", "m.d", "-O1", "-fPIC", "-w", "-fdiagnostics-color=never", "-DA=\"b c\"", "-I/i x", "-c1",
        }));
        Assert.That(line.Link("m.o", "m.so", Options), Is.EqualTo(new[] { "m.o", "-shared", "-o", "m.so", "-L/l x", "-l1", "-lz" }));
        Assert.That(line.Check("m.c", Options), Is.EqualTo(new[] { "-fsyntax-only", "m.c", "-O1", "-fPIC", "-w", "-fdiagnostics-color=never", "-DA=\"b c\"", "-I/i x", "-c1" }));
        Assert.That(new GnuCommandLine(Target.WindowsX64).Compile("m.c", "m.o", "m.d", Options), Does.Not.Contain("-fPIC"));
    }

    [Test]
    public void Tcc_gets_the_arguments_that_it_knows()
    {
        var line = new TinyCommandLine();
        Assert.That(line.Compile("m.c", "m.o", "m.d", Options), Is.EqualTo(new[] { "-c", "m.c", "-o", "m.o", "-MD", "-MF", "m.d", "-w", "-DA=\"b c\"", "-I/i x", "-c1" }));
        Assert.That(line.Link("m.o", "m.so", Options), Is.EqualTo(new[] { "-shared", "-o", "m.so", "m.o", "-L/l x", "-l1", "-lz" }));
        Assert.That(line.Check("m.c", Options), Is.Null);
    }

    [Test]
    public void Cl_gets_its_own_arguments()
    {
        var line = new MicrosoftCommandLine();
        Assert.That(line.Compile("m.c", "m.obj", "m.json", Options), Is.EqualTo(new[]
        {
            "/nologo", "/c", "/Fom.obj", "/sourceDependencies", "m.json", "/std:c11", "/utf-8", "/O1", "/MD", "/w", "/diagnostics:column", "/DA=\"b c\"", "/I/i x", "-c1", "/Tcm.c",
        }));
        Assert.That(line.Link("m.obj", "m.dll", Options), Is.EqualTo(new[] { "/nologo", "/LD", "/MD", "m.obj", "/Fem.dll", "/link", "/NOIMPLIB", "/LIBPATH:/l x", "-l1", "z.lib" }));
    }

    [TestCase("/usr/bin/gcc", typeof(GnuCommandLine))]
    [TestCase("/usr/bin/zig", typeof(ZigCommandLine))]
    [TestCase("/usr/bin/tcc", typeof(TinyCommandLine))]
    [TestCase("/opt/x86_64-tcc", typeof(TinyCommandLine))]
    [TestCase("/msvc/bin/CL.exe", typeof(MicrosoftCommandLine))]
    [TestCase("/usr/bin/clang-cl-14", typeof(MicrosoftCommandLine))]
    [TestCase("/usr/bin/clang-14", typeof(GnuCommandLine))]
    public void The_kind_of_a_compiler_is_in_its_name(string program, Type kind) => Assert.That(CommandLine.Of(program, Target.LinuxX64), Is.TypeOf(kind));

    [Test]
    public void A_link_is_the_compiler_that_it_leads_to()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("tcc"), "");
        File.CreateSymbolicLink(folder.File("cc"), folder.File("tcc"));
        Assert.That(CommandLine.Of(folder.File("cc"), Target.LinuxX64), Is.TypeOf<TinyCommandLine>());
    }

    [TestCase("zig", "linux-x64", "cc -fno-sanitize=undefined")]
    [TestCase("zig", "win-x64", "cc -target x86_64-windows-gnu -fno-sanitize=undefined")]
    [TestCase("/opt/zig/zig", "linux-arm64", "cc -target aarch64-linux-gnu -fno-sanitize=undefined")]
    [TestCase("clang-14", "linux-x64", "")]
    [TestCase("clang-14", "linux-arm64", "--target=aarch64-linux-gnu")]
    [TestCase("clang-cl", "win-x64", "--target=x86_64-pc-windows-msvc")]
    [TestCase("aarch64-linux-gnu-gcc", "linux-arm64", "")]
    public void A_compiler_for_several_platforms_gets_the_platform(string program, string target, string expected)
    {
        CompilerCandidate candidate = CompilerCandidate.Named(program, Target.Find(target)!);
        Assert.That((candidate.Program, string.Join(' ', candidate.First)), Is.EqualTo((program, expected)));
    }

    [TestCase("<prelude>:2:22: error: 'x' undeclared", "<prelude> 2 22 True 'x' undeclared")]
    [TestCase("<prelude>:2: error: 'x' undeclared", "<prelude> 2 0 True 'x' undeclared")]
    [TestCase("<declaration>:7:1: fatal error: a.h: No such file or directory", "<declaration> 7 1 True a.h: No such file or directory")]
    [TestCase("<declaration>:7:1: note: in expansion of macro 'f'", "<declaration> 7 1 False in expansion of macro 'f'")]
    [TestCase("<prelude>(2): error C2065: 'x': undeclared identifier\r", "<prelude> 2 0 True 'x': undeclared identifier")]
    [TestCase("<prelude>(2,22): error C2065: 'x': undeclared identifier", "<prelude> 2 22 True 'x': undeclared identifier")]
    [TestCase("c:\\dir (x86)\\a.h(31,9): fatal error C1083: Cannot open include file", "c:\\dir (x86)\\a.h 31 9 True Cannot open include file")]
    [TestCase("<prelude>(3) : warning C4013: 'f' undefined", "<prelude> 3 0 False 'f' undefined")]
    [TestCase("module.c", "")]
    [TestCase("LINK : fatal error LNK1104: cannot open file 'z.lib'", "")]
    public void Messages_are_read(string output, string expected) =>
        Assert.That(string.Join('|', CompilerMessages.Parse(output).Select(static m => $"{m.File} {m.Line} {m.Column} {m.IsError} {m.Text}")), Is.EqualTo(expected));

    [Test]
    public void The_headers_that_cl_lists_are_read()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("a.h"), "int a;");
        string list = HeaderList.Of("{\"Version\": \"1.2\", \"Data\": {\"Source\": \"m.c\", \"Includes\": [\"" + folder.File("a.h") + "\"]}}", "/elsewhere");
        Assert.That(list, Does.StartWith("6 ").And.EndsWith(" " + folder.File("a.h") + "\n"));
        Assert.That(HeaderList.IsCurrent(list), Is.True);
        Assert.Throws<CompilationException>(() => HeaderList.Of("{\"Data\": ", "/elsewhere"));
    }
}
