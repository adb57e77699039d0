namespace Cffi.Tests.Packaging;

/// <summary>What users do with the packages, from an empty folder.</summary>
internal sealed class ConsumerTests
{
    private const string Program = """
        using Cffi;
        var ffi = new Ffi();
        ffi.Cdef("int abs(int j);");
        using CLibrary c = ffi.Dlopen("c");
        Console.WriteLine($"abs: {c.Call<int>("abs", -7)}");
        foreach (string path in File.ReadLines("/proc/self/maps").Where(line => line.Contains("/Cffi.")).Select(line => line[line.IndexOf('/')..]).Distinct())
        {
            Console.WriteLine($"loaded: {path}");
        }
        """;

    [Test]
    [Platform("Linux")]
    public void A_project_and_a_script_run_what_was_compiled_ahead([Values] bool asScript)
    {
        using var consumer = new Consumer();
        if (asScript)
        {
            // The feed of the tests need not have the NativeAOT package that scripts restore by default.
            consumer.Write("app.cs", $"#:package Cffi@{PackageFeed.Version}\n#:property PublishAot=false\n{Program}");
        }
        else
        {
            consumer.Write("app.csproj", Consumer.Project());
            consumer.Write("Program.cs", Program);
        }

        string output = asScript ? consumer.Dotnet("run", "app.cs") : consumer.Dotnet("run");
        Assert.That(output, Does.Contain("abs: 7"));
        foreach (string assembly in (string[])["Cffi.Core.dll", "Cffi.Parser.dll", "Cffi.Backend.Native.dll"])
        {
            Assert.That(output, Does.Contain($"/runtimes/linux-x64/lib/net10.0/{assembly}"));
        }
    }
}
