namespace Cffi.Tests.Packaging;

/// <summary>Projects and scripts of users, in an empty folder.</summary>
internal sealed class ConsumerTests
{
    // The program in the documentation.
    private const string Documented = """"
        using Cffi;

        Console.WriteLine(LibM.cos(1.0));
        Console.WriteLine(LibM.div(7, 2).quot);

        [Cdef("""
            typedef struct { int quot, rem; } div_t;
            div_t div(int numer, int denom);
            double cos(double x);
            """, Library = "m")]
        static partial class LibM;
        """";

    private const string AtRunTime = """
        using Cffi;
        var ffi = new Ffi();
        ffi.Cdef("int abs(int j); int snprintf(char *buf, size_t n, const char *format, ...); void qsort(void *base, size_t n, size_t size, int (*cmp)(const void *, const void *));");
        using CLibrary c = ffi.Dlopen("c");
        using CData buf = ffi.New("char[32]");
        c.Call<int>("snprintf", buf, 32, "%d %.1f %s", 7, 2.5, "x");
        using CData a = ffi.New("int[]", new[] { 3, 1, 2 });
        using CData compare = ffi.Callback("int(const void *, const void *)",
            (CData x, CData y) => ffi.Cast("int *", x)[0].As<int>().CompareTo(ffi.Cast("int *", y)[0].As<int>()));
        c.Call("qsort", a, 3, sizeof(int), compare);
        Console.WriteLine($"at run time: {c.Call<int>("abs", -7)}; {ffi.String(buf)}; {string.Join(",", a.AsSpan<int>().ToArray())}");
        """;

    private const string RightAtRunTime = "at run time: 7; 7 2.5 x; 1,2,3";

    [Test]
    public void The_program_of_the_documentation_runs_as_printed([Values] bool asScript)
    {
        using var consumer = new Consumer();
        string output = Run(consumer, asScript, Documented);
        Assert.That(output, Does.StartWith($"0.5403023058681398{Environment.NewLine}3"));
    }

    [Test]
    [Platform("Linux")]
    public void A_project_and_a_script_run_what_was_compiled_ahead([Values] bool asScript)
    {
        using var consumer = new Consumer();
        string output = Run(consumer, asScript, $$"""
            {{AtRunTime}}
            foreach (string path in File.ReadLines("/proc/self/maps").Where(line => line.Contains("/Cffi.")).Select(line => line[line.IndexOf('/')..]).Distinct())
            {
                Console.WriteLine($"loaded: {path}");
            }
            """);
        Assert.That(output, Does.Contain(RightAtRunTime));
        foreach (string assembly in (string[])["Cffi.Core.dll", "Cffi.Parser.dll", "Cffi.Backend.Native.dll"])
        {
            Assert.That(output, Does.Contain($"/runtimes/linux-x64/lib/net10.0/{assembly}"));
        }

        Assert.That(output, Does.Not.Contain("Cffi.Modules.dll"), "API mode is loaded only when a module is compiled or loaded");
    }

    [Test]
    [Category("Nightly")]
    public void A_script_runs_without_dynamic_code()
    {
        using var consumer = new Consumer();
        consumer.Write("run-time.cs", $"#:package Cffi@{PackageFeed.Version}\n#:property DynamicCodeSupport=false\n{AtRunTime}\nConsole.WriteLine(System.Runtime.CompilerServices.RuntimeFeature.IsDynamicCodeSupported);");
        consumer.Write("documented.cs", $"#:package Cffi@{PackageFeed.Version}\n#:property DynamicCodeSupport=false\n{Documented}");
        Assert.That(consumer.Dotnet("run", "run-time.cs"), Does.Contain($"{RightAtRunTime}{Environment.NewLine}False"));
        Assert.That(consumer.Dotnet("run", "documented.cs"), Does.StartWith("0.54"));
    }

    [Test]
    [Category("Nightly")]
    public void A_mistake_in_the_text_is_an_error_of_the_build_at_its_place()
    {
        using var consumer = new Consumer();
        consumer.Write("app.csproj", Consumer.Project());
        consumer.Write("Program.cs", Documented.Replace("int denom", "itn denom", StringComparison.Ordinal));
        (int exitCode, string output) = consumer.TryDotnet("build");
        Assert.That(exitCode, Is.Not.Zero);
        Assert.That(output, Does.Contain("Program.cs(8,26): error CFFI3001: unknown type name 'itn'; hint: did you mean 'int'?"));
    }

    [Test]
    [Category("Nightly")]
    public void A_trimmed_program_runs_and_the_analyzers_are_content()
    {
        using var consumer = new Consumer();
        consumer.Write("app.csproj", Consumer.Project("<PublishTrimmed>true</PublishTrimmed><TrimMode>full</TrimMode><IsAotCompatible>true</IsAotCompatible><InvariantGlobalization>true</InvariantGlobalization>"));
        consumer.Write("Program.cs", $"{AtRunTime}\n{Documented.Replace("using Cffi;", "", StringComparison.Ordinal)}");
        consumer.Dotnet("publish", "--runtime", "linux-x64", "--self-contained", "--output", consumer.PathOf("out"));
        Assert.That(Consumer.Run(consumer.PathOf("out/app")), Does.Contain(RightAtRunTime).And.Contain("0.5403023058681398"));
    }

    [Test]
    [Category("Nightly")]
    public void A_library_of_bindings_serves_FSharp()
    {
        using var consumer = new Consumer();
        consumer.Write("library/library.csproj", Consumer.Project(
            "<OutputType>Library</OutputType><RootNamespace>Bindings</RootNamespace>",
            "<CffiModule Include=\"libm.cffi.h\" Libraries=\"m\" Accessibility=\"public\" />"));
        consumer.Write("library/libm.cffi.h", "typedef struct { int quot, rem; } div_t;\ndiv_t div(int numer, int denom);\ndouble cos(double x);\nsize_t strlen(const char *s);\n");
        consumer.Write("app/app.fsproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <NuGetAudit>false</NuGetAudit>
              </PropertyGroup>
              <ItemGroup>
                <Compile Include="Program.fs" />
                <ProjectReference Include="../library/library.csproj" />
              </ItemGroup>
            </Project>
            """);
        consumer.Write("app/Program.fs", "printfn \"%f %d %d\" (Bindings.Libm.cos 0.0) (Bindings.Libm.div(7, 2).quot) (int (Bindings.Libm.strlen \"four\"))");
        Assert.That(consumer.Dotnet("run", "--project", "app"), Does.Contain("1.000000 3 4"));
    }

    [Test]
    [Category("Nightly")]
    public void FSharp_Interactive_takes_the_package()
    {
        using var consumer = new Consumer();
        consumer.Write("script.fsx", $"""
            #i "nuget: {PackageFeed.Folder}"
            #r "nuget: Cffi, {PackageFeed.Version}"
            open Cffi
            let ffi = Ffi()
            ffi.Cdef("double hypot(double x, double y);") |> ignore
            let m = ffi.Dlopen("m")
            let call (name: string) (arguments: CValue[]) = m.Call<float>(name, System.ReadOnlySpan<CValue>(arguments))
            printfn "%f" (call "hypot" [| CValue.op_Implicit 3.0; CValue.op_Implicit 4.0 |])
            """);
        Assert.That(consumer.Dotnet("fsi", consumer.PathOf("script.fsx")), Does.Contain("5.000000"));
    }

    [TestCase("net9.0", "net9.0 (.NETCoreApp,Version=v9.0)")]
    [TestCase("netstandard2.0", "netstandard2.0 (.NETStandard,Version=v2.0)")]
    [Category("Nightly")]
    public void A_framework_that_the_package_is_not_for_is_refused_by_name(string framework, string name)
    {
        using var consumer = new Consumer();
        consumer.Write("app.csproj", Consumer.Project($"<TargetFramework /><TargetFrameworks>net10.0;{framework}</TargetFrameworks>"));
        (int exitCode, string output) = consumer.TryDotnet("restore");
        Assert.That((exitCode, output), Is.EqualTo((1, output)), output);
        Assert.That(output, Does.Contain($"error NU1202: Package Cffi {PackageFeed.Version} is not compatible with {name}. Package Cffi {PackageFeed.Version} supports: net10.0 (.NETCoreApp,Version=v10.0)"));
    }

    private static string Run(Consumer consumer, bool asScript, string program)
    {
        if (asScript)
        {
            consumer.Write("app.cs", $"#:package Cffi@{PackageFeed.Version}\n{program}");
            return consumer.Dotnet("run", "app.cs");
        }

        consumer.Write("app.csproj", Consumer.Project());
        consumer.Write("Program.cs", program);
        return consumer.Dotnet("run");
    }
}
