using System.IO.Compression;
using Cffi.Tests.Fuzz;
using Cffi.Tests.House;
using Cffi.Tests.Native;

namespace Cffi.Tests.Packaging;

/// <summary>A program compiled with NativeAOT: it has no JIT, and cannot generate code at run time.</summary>
internal sealed class NativeAotTests
{
    // The packages need .NET 10, and not every feed has NativeAOT's package for it. So this compiles the sources for .NET 9.
    private const string Project = """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <TargetFramework>net9.0</TargetFramework>
            <LangVersion>14</LangVersion>
            <ImplicitUsings>enable</ImplicitUsings>
            <Nullable>enable</Nullable>
            <AllowUnsafeBlocks>true</AllowUnsafeBlocks>
            <PublishAot>true</PublishAot>
            <InvariantGlobalization>true</InvariantGlobalization>
            <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
            <!-- Fields that only C writes: the libraries' own builds are not told, because their friends could. -->
            <NoWarn>$(NoWarn);CS0649</NoWarn>
            <NuGetAudit>false</NuGetAudit>
            <!-- Without it old packages for what .NET has itself are looked for. -->
            <RestoreEnablePackagePruning>true</RestoreEnablePackagePruning>
          </PropertyGroup>
          <ItemGroup>
            <Compile Include="SOURCES/Cffi.Core/**/*.cs;SOURCES/Cffi.Parser/**/*.cs;SOURCES/Cffi.Modules/**/*.cs;SOURCES/Cffi.Backend.Native/**/*.cs" Exclude="SOURCES/*/obj/**;SOURCES/*/bin/**" />
            <Using Include="NAMESPACES" />
            <PackageReference Include="Sprache" Version="2.3.1" />
            <Analyzer Include="generator/*.dll" />
          </ItemGroup>
        </Project>
        """;

    private const string Program = """"
        using System.Runtime.CompilerServices;
        using Cffi;

        Console.WriteLine($"dynamic code: {RuntimeFeature.IsDynamicCodeSupported}");
        int[] numbers = [3, 1, 2];
        Console.WriteLine($"generated: {LibC.cos(0.0)} {LibC.div(7, 2).quot} {LibC.strlen("four")}");

        var ffi = new Ffi();
        ffi.Cdef("""
            typedef struct { int quot, rem; } div_t;
            div_t div(int numer, int denom);
            int snprintf(char *buf, size_t n, const char *format, ...);
            void qsort(void *base, size_t n, size_t size, int (*cmp)(const void *, const void *));
            """);
        using CLibrary c = ffi.Dlopen("c");
        using CData buf = ffi.New("char[32]");
        c.Call<int>("snprintf", buf, 32, "%d %.1f %s", 7, 2.5, "x");
        using CData a = ffi.New("int[]", numbers);
        using CData compare = ffi.Callback("int(const void *, const void *)",
            (CData x, CData y) => ffi.Cast("int *", x)[0].As<int>().CompareTo(ffi.Cast("int *", y)[0].As<int>()));
        c.Call("qsort", a, 3, sizeof(int), compare);
        Console.WriteLine($"at run time: {c.Call<CData>("div", 7, 2)["rem"].As<int>()} {ffi.String(buf)} {string.Join(",", a.AsSpan<int>().ToArray())}");

        [Cdef("""
            typedef struct { int quot, rem; } div_t;
            div_t div(int numer, int denom);
            double cos(double x);
            size_t strlen(const char *s);
            """, Library = "c")]
        static partial class LibC;
        """";

    [Test]
    [Category("Nightly")]
    [Platform("Linux")]
    public void Generated_bindings_and_calls_at_run_time_work_in_a_native_program()
    {
        _ = CCompiler.ClangFor(Target.LinuxX64);
        using var consumer = new Consumer();
        using (ZipArchive package = PackageFeed.Open("Cffi.nupkg"))
        {
            foreach (ZipArchiveEntry entry in package.Entries.Where(static entry => entry.FullName.StartsWith("analyzers/", StringComparison.Ordinal)))
            {
                Directory.CreateDirectory(consumer.PathOf("generator"));
                entry.ExtractToFile(consumer.PathOf($"generator/{entry.Name}"));
            }
        }

        consumer.Write("app.csproj", Project.Replace("SOURCES", RepositoryFolder.Path, StringComparison.Ordinal).Replace("NAMESPACES", string.Join(';', SourceReferences.ModelNamespaces), StringComparison.Ordinal));
        consumer.Write("Program.cs", Program);
        consumer.Dotnet("publish", "--runtime", "linux-x64", "--output", consumer.PathOf("out"));
        Assert.That(Consumer.Run(consumer.PathOf("out/app")).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries), Is.EqualTo((string[])
        [
            "dynamic code: False",
            "generated: 1 3 4",
            "at run time: 1 7 2.5 x 1,2,3",
        ]));
    }
}
