using Cffi.Tests.Native;

namespace Cffi.Tests.Packaging;

/// <summary>Modules of API mode in the builds of users.</summary>
internal sealed class ModuleBuildTests
{
    private const string Item = """
        <CffiModule Include="shapes.cffi.h" Namespace="Geometry" ClassName="Shapes" Mode="Api" Accessibility="public"
                    Prelude="#include &lt;shapes.h&gt;&#xA;static int twice(int x) { return 2 * x; }" IncludeDirs="include" Defines="UNIT=3" />
        """;

    private const string Declarations = """
        #define UNIT ...
        typedef struct { int width; ...; } box;
        int area(box b);
        int twice(int x);
        extern int created;
        long double precise(long double x);
        """;

    private const string Header = """
        typedef struct { long id; int height, width; } box;
        static inline int area(box b) { return b.height * b.width * UNIT; }
        static int created = 5;
        static inline long double precise(long double x) { return x / 4; }
        """;

    private const string Program = """
        using Geometry;
        System.Console.WriteLine($"{Shapes.UNIT} {Shapes.twice(4)} {Shapes.area(new Shapes.box { width = 2 })} {Shapes.created} {System.Runtime.CompilerServices.Unsafe.SizeOf<Shapes.box>()} {Shapes.precise(8)}");
        """;

    private const string Expected = "3 8 0 5 16 2";

    [OneTimeSetUp]
    public void Require_a_compiler() => _ = CCompiler.Gcc;

    [Test]
    public void A_module_is_compiled_once_and_again_only_when_something_has_changed()
    {
        using var consumer = new Consumer();
        Write(consumer, "", Item);
        Assert.That(consumer.Dotnet("run", "--project", "app"), Does.Contain(Expected));
        string stamp = Path.Combine(consumer.PathOf("app/obj"), "Debug", "net10.0", "cffi", "Geometry.Shapes.stamp");
        string library = Path.ChangeExtension(stamp, ".so");
        DateTime first = File.GetLastWriteTimeUtc(stamp), firstLibrary = File.GetLastWriteTimeUtc(library);

        consumer.Dotnet("build", "--no-restore", "app");
        Assert.That(File.GetLastWriteTimeUtc(stamp), Is.EqualTo(first), "nothing has changed");

        consumer.Write("app/include/shapes.h", Header + "\n/* another */\n");
        consumer.Dotnet("build", "--no-restore", "app");
        Assert.That(File.GetLastWriteTimeUtc(stamp), Is.GreaterThan(first), "a header has changed");
        Assert.That(File.GetLastWriteTimeUtc(library), Is.EqualTo(firstLibrary), "the library is the same");
    }

    [Test]
    [Category("Nightly")]
    public void Ten_modules_report_all_that_is_wrong_in_one_build_and_are_built_again_one_by_one()
    {
        const int Count = 10;
        using var consumer = new Consumer();
        consumer.Write("app/app.csproj", Consumer.Project("", string.Concat(Enumerable.Range(0, Count).Select(static i =>
            $"<CffiModule Include=\"m{i}.cffi.h\" Namespace=\"Ten\" ClassName=\"M{i}\" Mode=\"Api\" Prelude=\"static int f{i}(int x) {{ return x + {i}; }}\" />"))));
        consumer.Write("app/Program.cs", $"System.Console.WriteLine({string.Join(" + ", Enumerable.Range(0, Count).Select(static i => $"Ten.M{i}.f{i}(1)"))});");
        for (int i = 0; i < Count; i++)
        {
            consumer.Write($"app/m{i}.cffi.h", $"long f{i}(int x);\nint missing{i}(void);\n");
        }

        (int exitCode, string output) = consumer.TryDotnet("build", "app");
        Assert.That(exitCode, Is.Not.Zero, output);
        Assert.Multiple(() =>
        {
            for (int i = 0; i < Count; i++)
            {
                Assert.That(output, Does.Contain($"m{i}.cffi.h(1,1): error CFFI8107:").And.Contain($"m{i}.cffi.h(2,1): error CFFI8101:"));
            }
        });

        for (int i = 0; i < Count; i++)
        {
            consumer.Write($"app/m{i}.cffi.h", $"int f{i}(int x);\n");
        }

        Assert.That(consumer.Dotnet("run", "--project", "app"), Does.Contain("55"));
        DateTime[] first = Stamps();
        consumer.Dotnet("build", "--no-restore", "app");
        Assert.That(Stamps(), Is.EqualTo(first), "nothing has changed");

        consumer.Write("app/m3.cffi.h", "int f3(int x);\nint again(void);\n");
        (exitCode, output) = consumer.TryDotnet("build", "--no-restore", "app");
        Assert.That(exitCode, Is.Not.Zero, output);
        Assert.That(output, Does.Contain("m3.cffi.h(2,1): error CFFI8101:"));
        consumer.Write("app/m3.cffi.h", "int f3(int x);\n/* as it was */\n");
        Assert.That(consumer.Dotnet("run", "--no-restore", "--project", "app"), Does.Contain("55"));
        DateTime[] last = Stamps();
        Assert.That(Enumerable.Range(0, Count).Where(i => last[i] != first[i]), Is.EqualTo(new[] { 3 }), "one module has changed");

        DateTime[] Stamps() => [.. Enumerable.Range(0, Count).Select(i => File.GetLastWriteTimeUtc(Path.Combine(consumer.PathOf("app/obj"), "Debug", "net10.0", "cffi", $"Ten.M{i}.stamp")))];
    }

    [Test]
    [Category("Nightly")]
    public void A_published_program_finds_its_module([Values("", "--runtime linux-x64 --self-contained", "--runtime linux-x64 --self-contained -p:PublishSingleFile=true", "--runtime linux-x64 --self-contained -p:PublishSingleFile=true -p:IncludeNativeLibrariesForSelfExtract=true", "--runtime linux-x64 --self-contained -p:PublishSingleFile=true -p:IncludeAllContentForSelfExtract=true", "--runtime linux-x64 --self-contained -p:PublishTrimmed=true")] string options)
    {
        using var consumer = new Consumer();
        Write(consumer, "", Item);
        consumer.Dotnet(["publish", "app", "--output", consumer.PathOf("out"), .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);
        Directory.Delete(consumer.PathOf("app"), recursive: true);
        Assert.That(Consumer.Run(consumer.PathOf("out/app")), Does.Contain(Expected));
    }

    [Test]
    [Category("Nightly")]
    public void A_packed_library_brings_its_module_for_every_framework()
    {
        using var consumer = new Consumer();
        Write(consumer, "<OutputType>Library</OutputType><TargetFramework /><TargetFrameworks>net10.0;netstandard2.0</TargetFrameworks><LangVersion>latest</LangVersion><PackageId>Geometry.Native</PackageId><Version>3.2.1</Version>", "");
        consumer.Write("app/app.csproj", File.ReadAllText(consumer.PathOf("app/app.csproj"))
            .Replace("<ItemGroup>", "<ItemGroup Condition=\"'$(TargetFramework)' == 'net10.0'\">" + Item, StringComparison.Ordinal));
        File.Delete(consumer.PathOf("app/Program.cs"));
        consumer.Dotnet("pack", "app", "--output", consumer.PathOf("feed"));

        consumer.Write("user/user.csproj", Consumer.Project("<RestoreAdditionalProjectSources>../feed</RestoreAdditionalProjectSources>", "<PackageReference Include=\"Geometry.Native\" Version=\"3.2.1\" />"));
        consumer.Write("user/Program.cs", Program);
        Directory.Delete(consumer.PathOf("app"), recursive: true);
        Assert.That(consumer.Dotnet("run", "--project", "user"), Does.Contain(Expected));
    }

    [Test]
    [Category("Nightly")]
    public void A_project_that_refers_to_the_library_has_its_module()
    {
        using var consumer = new Consumer();
        Write(consumer, "<OutputType>Library</OutputType>", Item);
        File.Delete(consumer.PathOf("app/Program.cs"));
        consumer.Write("user/user.csproj", Consumer.Project("", "<ProjectReference Include=\"../app/app.csproj\" />"));
        consumer.Write("user/Program.cs", Program);
        Assert.That(consumer.Dotnet("run", "--project", "user"), Does.Contain(Expected));
    }

    [TestCase("int twice(int x);", "long twice(int x);", "shapes.cffi.h(4,1): error CFFI8107:")]
    [TestCase("int width;", "int wide;", "shapes.cffi.h(2,9): error CFFI8101:")]
    [TestCase("int twice(int x);", "unt twice(int x);", "shapes.cffi.h(4,1): error CFFI3001: unknown type name 'unt'; hint: did you mean 'int'?")]
    [Category("Nightly")]
    public void What_the_compiler_does_not_agree_to_is_an_error_at_its_place(string right, string wrong, string expected)
    {
        using var consumer = new Consumer();
        Write(consumer, "", Item);
        consumer.Write("app/shapes.cffi.h", Declarations.Replace(right, wrong, StringComparison.Ordinal));
        (int exitCode, string output) = consumer.TryDotnet("build", "app");
        Assert.That(exitCode, Is.Not.Zero, output);
        Assert.That(output, Does.Contain(expected));
    }

    [TestCase("Mode=\"Api\"", "Mode=\"Both\"", "CFFI8403: Mode is 'Both'; hint: write 'Abi' or 'Api'")]
    [TestCase("shapes.cffi.h", "shape.cffi.h", "shape.cffi.h : error CFFI8403: the file does not exist")]
    [TestCase("/>", "/><CffiModule Include=\"other.cffi.h\" Namespace=\"Geometry\" ClassName=\"Shapes\" Mode=\"Api\" />", "error CFFI8403: more than one module is named 'Geometry.Shapes'; hint: ")]
    [TestCase("/>", "/><CffiModule Include=\"other.cffi.h\" ClassName=\"One\" /><CffiModule Include=\"other.cffi.h\" ClassName=\"Two\" />", "other.cffi.h : error CFFI8403: the file is in more than one CffiModule of Mode 'Abi'; hint: ")]
    [TestCase("Defines=\"UNIT=3\"", "Defines=\"UNIT=3\" Compiler=\"no-such-cc\"", "CFFI8001: ")]
    [Category("Nightly")]
    public void A_wrong_item_is_an_error(string right, string wrong, string expected)
    {
        using var consumer = new Consumer();
        Write(consumer, "", Item.Replace(right, wrong, StringComparison.Ordinal));
        consumer.Write("app/other.cffi.h", Declarations);
        (int exitCode, string output) = consumer.TryDotnet("build", "app");
        Assert.That(exitCode, Is.Not.Zero, output);
        Assert.That(output, Does.Contain(expected));
    }

    [Test]
    [Category("Nightly")]
    public void A_build_for_another_platform_asks_its_cross_compiler()
    {
        const string CrossCompiler = "x86_64-w64-mingw32-gcc";
        if (!Environment.GetEnvironmentVariable("PATH")!.Split(':').Any(static folder => File.Exists(Path.Combine(folder, CrossCompiler))))
        {
            Assert.Ignore($"{CrossCompiler} is not installed (eng/install-deps.sh installs it): it compiles for Windows.");
        }

        using var consumer = new Consumer();
        Write(consumer, "<UseAppHost>false</UseAppHost>", Item);
        consumer.Write("app/shapes.cffi.h", Declarations.Replace("long double precise(long double x);", "", StringComparison.Ordinal));
        consumer.Write("app/Program.cs", "System.Console.WriteLine(Geometry.Shapes.twice(4));");
        consumer.Dotnet("build", "app", "--runtime", "win-x64", "--no-self-contained", "--output", consumer.PathOf("out"));
        Assert.That(File.ReadAllBytes(consumer.PathOf("out/runtimes/win-x64/native/Geometry.Shapes.dll"))[..2], Is.EqualTo("MZ"u8.ToArray()));

        // C's long has four bytes there.
        string bindings = File.ReadAllText(Path.Combine(consumer.PathOf("app/obj"), "Debug", "net10.0", "win-x64", "cffi", "Geometry.Shapes.g.cs"));
        Assert.That(bindings, Does.Contain("Size = 12").And.Contain("FieldOffset(8)"));
    }

    [Test]
    [Category("Nightly")]
    public void Modules_for_several_platforms_go_wherever_the_assembly_goes()
    {
        Api.ApiFixture.Require("aarch64-linux-gnu-gcc");
        Api.ApiFixture.Require("x86_64-w64-mingw32-gcc");
        string[] platforms = ["linux-arm64", "linux-x64", "win-x64"];
        using var consumer = new Consumer();
        Write(consumer, "<OutputType>Library</OutputType><PackageId>Geometry.Native</PackageId><Version>3.2.1</Version>", Item.Replace("Mode=", "RuntimeIdentifiers=\"linux-x64;linux-arm64;win-x64\" Mode=", StringComparison.Ordinal)
            + "<CffiPlatform Include=\"win-x64\" Defines=\"SYSTEM=2\" /><CffiPlatform Include=\"linux-x64;linux-arm64\" Defines=\"SYSTEM=1\" />");
        consumer.Write("app/shapes.cffi.h", Declarations.Replace("long double precise(long double x);", "#define SYSTEM ...", StringComparison.Ordinal));
        File.Delete(consumer.PathOf("app/Program.cs"));
        consumer.Dotnet("pack", "app", "--output", consumer.PathOf("feed"));

        const string text = "System.Console.WriteLine($\"{Geometry.Shapes.SYSTEM} {Geometry.Shapes.area(new Geometry.Shapes.box { width = 2 })}\");";
        consumer.Write("packaged/packaged.csproj", Consumer.Project("<RestoreAdditionalProjectSources>../feed</RestoreAdditionalProjectSources>", "<PackageReference Include=\"Geometry.Native\" Version=\"3.2.1\" />"));
        consumer.Write("packaged/Program.cs", text);
        consumer.Write("referring/referring.csproj", Consumer.Project("", "<ProjectReference Include=\"../app/app.csproj\" />"));
        consumer.Write("referring/Program.cs", text);
        foreach (string user in (string[])["packaged", "referring"])
        {
            Assert.That(consumer.Dotnet("run", "--project", user), Does.Contain("1 0"));
            Assert.That(Published(user), Is.EqualTo(platforms.Select(static platform => $"runtimes/{platform}/native/Geometry.Shapes.cffi")));
            Assert.That(Published(user, "--runtime", "win-x64", "--no-self-contained"), Has.Length.EqualTo(1));
            Assert.That(Directory.EnumerateFiles(consumer.PathOf("out"), "Geometry.Shapes.*", SearchOption.AllDirectories).Select(Path.GetExtension), Is.EquivalentTo((string[])[".cffi", ".dll"]));
        }

        (int exitCode, string output) = consumer.TryDotnet("publish", "referring", "--runtime", "osx-arm64", "--no-self-contained", "-p:UseAppHost=false", "-p:TreatWarningsAsErrors=false", "--output", consumer.PathOf("out"));
        Assert.That((exitCode, output), Is.EqualTo((0, output)), output);
        Assert.That(output, Does.Contain("warning CFFI8406: the module 'Geometry.Shapes' is not compiled for osx-arm64 and cannot be used there; hint: add osx-arm64 to RuntimeIdentifiers of its CffiModule"));
        (exitCode, output) = consumer.TryDotnet("build", "app", "--runtime", "osx-arm64");
        Assert.That((exitCode, output), Is.EqualTo((1, output)), output);
        Assert.That(output, Does.Contain("shapes.cffi.h : error CFFI8403: the module 'Geometry.Shapes' is for linux-x64;linux-arm64;win-x64, but this build is for osx-arm64; hint: "));

        string[] Published(string user, params string[] options)
        {
            if (Directory.Exists(consumer.PathOf("out")))
            {
                Directory.Delete(consumer.PathOf("out"), recursive: true);
            }

            consumer.Dotnet(["publish", user, "--output", consumer.PathOf("out"), .. options]);
            return [.. Directory.EnumerateFiles(consumer.PathOf("out"), "*.cffi", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(consumer.PathOf("out"), file)).Order(StringComparer.Ordinal)];
        }
    }

    [Test]
    [Category("Nightly")]
    public void One_build_makes_the_modules_of_seven_platforms()
    {
        Api.ApiFixture.Require("zig");
        (string Platform, string Ending)[] platforms =
            [("linux-arm64", ".so"), ("linux-musl-x64", ".so"), ("linux-x64", ".so"), ("osx-arm64", ".dylib"), ("osx-x64", ".dylib"), ("win-arm64", ".dll"), ("win-x64", ".dll")];
        using var consumer = new Consumer();
        Write(consumer, "<OutputType>Library</OutputType><PackageId>Geometry.Native</PackageId>", Item.Replace("Mode=", $"RuntimeIdentifiers=\"{string.Join(';', platforms.Select(static one => one.Platform))}\" Mode=", StringComparison.Ordinal));
        consumer.Write("app/shapes.cffi.h", Declarations.Replace("long double precise(long double x);", "", StringComparison.Ordinal));
        File.Delete(consumer.PathOf("app/Program.cs"));
        string output = consumer.Dotnet("pack", "app", "-v:normal", "--output", consumer.PathOf("feed"));
        Assert.That(output, Does.Contain("compiled for osx-arm64 by zig, because aarch64-apple-darwin-gcc is not installed"));
        using var package = System.IO.Compression.ZipFile.OpenRead(Directory.GetFiles(consumer.PathOf("feed"), "Geometry.Native.*.nupkg").Single());
        Assert.That(package.Entries.Select(static entry => entry.FullName).Where(static name => name.StartsWith("runtimes/", StringComparison.Ordinal)), Is.EquivalentTo(
            platforms.SelectMany(static one => new[] { $"runtimes/{one.Platform}/native/Geometry.Shapes{one.Ending}", $"runtimes/{one.Platform}/native/Geometry.Shapes.cffi" })));
        foreach ((string platform, string ending) in platforms)
        {
            using Stream stream = package.GetEntry($"runtimes/{platform}/native/Geometry.Shapes{ending}")!.Open();
            using var bytes = new MemoryStream();
            stream.CopyTo(bytes);
            Assert.That(Cffi.Platforms.BinaryPlatform.IsFor(Backend.Native.Loading.LibraryPlatform.Of(bytes.ToArray()), Target.Find(platform)!), Is.True, platform);
        }
    }

    [Test]
    [Category("Nightly")]
    public void What_a_project_file_says_reaches_the_compiler_whole()
    {
        using var consumer = new Consumer();
        const string folder = "it's; $x & (1) é";
        consumer.Write($"{folder}/app.csproj", Consumer.Project("", """
            <CffiModule Include="sub folder/*.cffi.h" Namespace="Odd" ClassName="Whole" Mode="Api" IncludeDirs="in cludes" Defines="TEXT=&quot;a;b 'c' * \t&quot;;STAR=2*x" CompilerArguments="--std=gnu11;-DEXTRA">
              <Prelude>#include "späces in.h"
                static const char *text(void) { return "q;\"'\\"; }
                static int star(int x) { return STAR; }
              </Prelude>
            </CffiModule>
            """));
        consumer.Write($"{folder}/in cludes/späces in.h", "typedef int number;\n#ifndef EXTRA\n#error no argument\n#endif\n");
        consumer.Write($"{folder}/sub folder/a b.cffi.h", "#define TEXT ...\ntypedef int... number;\nconst char *text(void);\nnumber star(int x);\n");
        consumer.Write($"{folder}/Program.cs", "System.Console.WriteLine($\"[{Odd.Whole.TEXT}] [{Odd.Whole.text()}] {Odd.Whole.star(21)}\");");
        Assert.That(consumer.Dotnet("run", "--project", folder), Does.Contain("[a;b 'c' * \t] [q;\"'\\] 42"));
    }

    [Test]
    [Category("Nightly")]
    public void An_editor_compiles_nothing_a_watch_sees_declarations_and_clean_leaves_nothing()
    {
        using var consumer = new Consumer();
        Write(consumer, "", Item);
        consumer.Dotnet("restore", "app");
        consumer.Dotnet("msbuild", "app", "-t:Compile", "-p:DesignTimeBuild=true", "-p:SkipCompilerExecution=true", "-p:ProvideCommandLineArgs=true");
        Assert.That(Files(), Is.Empty, "nothing has been compiled");
        Assert.That(consumer.Dotnet("watch", "--project", "app/app.csproj", "--list"), Does.Contain("shapes.cffi.h"));
        consumer.Dotnet("build", "app");
        Assert.That(Files(), Is.Not.Empty);
        consumer.Dotnet("clean", "app");
        Assert.That(Files(), Is.Empty);

        string[] Files() => [.. Directory.EnumerateFiles(consumer.PathOf("app"), "Geometry.*", SearchOption.AllDirectories)];
    }

    private static void Write(Consumer consumer, string properties, string item)
    {
        consumer.Write("app/app.csproj", Consumer.Project(properties, item));
        consumer.Write("app/shapes.cffi.h", Declarations);
        consumer.Write("app/include/shapes.h", Header);
        consumer.Write("app/Program.cs", Program);
    }
}
