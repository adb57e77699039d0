using System.Text.RegularExpressions;
using Cffi.Tests.Fuzz;
using Cffi.Tests.Native;

namespace Cffi.Tests.Packaging;

/// <summary>The first programs of the README, with the package, compiled with NativeAOT, as <c>dotnet publish</c> compiles a script.</summary>
internal sealed partial class ReadmeTests
{
    private const string Options = "<PublishAot>true</PublishAot><InvariantGlobalization>true</InvariantGlobalization><AllowUnsafeBlocks>true</AllowUnsafeBlocks>";

    [Test]
    [Category("Nightly")]
    [Platform("Linux")]
    public void The_program_in_short_runs_as_a_native_program() => Publish(
        Program("## In short", "Console.WriteLine($\"{y:F4} {q[\"quot\"].As<int>()} {limit} {s} {d[\"quot\"].As<int>()} {d[\"rem\"].As<int>()} {string.Join(\",\", sorted.ToArray())}\");"),
        "0.5403 3 42 7 2.5 x 3 2 1,2,3");

    [Test]
    [Category("Nightly")]
    [Platform("Linux")]
    public void The_typed_program_runs_as_a_native_program_with_methods_that_C_calls() => Publish(
        Program("## Typed, when you compile", """
            CCallback<LibC.compare_t> kept = LibC.compare_t.Create((left, right) => 5);
            LibC.compare_t pointer = kept;
            int before = pointer.Invoke(default, default);
            kept.Dispose();
            try { pointer.Invoke(default, default); } catch (CffiDisposedException late) { Console.WriteLine($"{before} {late.Id}"); }
            """).Replace("using Cffi;", "using Cffi;\nusing Cffi.Errors;\nusing Cffi.Interop;", StringComparison.Ordinal),
        "3",
        "2",
        "5 CFFI7060",
        "Cffi: exception in compare_t, thrown when the call into C returns: Cffi.Errors.CffiDisposedException: CFFI7060: a callback 'compare_t' is used after its disposal");

    [Test]
    [Category("Nightly")]
    [Platform("Linux")]
    public void Dynamic_use_in_a_native_program_is_refused_with_what_to_use_instead() => PublishWith(
        """
        using Cffi;
        using Cffi.Errors;
        var ffi = new Ffi();
        ffi.Cdef("typedef struct { int quot, rem; } div_t; div_t div(int numer, int denom);");
        using CLibrary c = ffi.Dlopen("c");
        CData data = c.Call<CData>("div", 7, 2);
        try { dynamic library = c; Console.WriteLine((int)library.div(7, 2).rem); } catch (CffiUnsupportedException refused) { Console.WriteLine(refused.Message); }
        try { dynamic quotient = data; Console.WriteLine((int)quotient.rem); } catch (CffiUnsupportedException refused) { Console.WriteLine(refused.Message); }
        Console.WriteLine(data["rem"].As<int>());
        """,
        "<NoWarn>IL2026;IL3050;IL3053;IL2104</NoWarn>",
        null,
        "CFFI5109: C#'s 'dynamic' does not work under NativeAOT, neither with a library nor with any other object; call functions with Call<T>(\"name\", ...), or generate typed bindings with [Cdef]",
        "CFFI5109: C#'s 'dynamic' does not work under NativeAOT, neither with data nor with any other object; use data[\"name\"] and data[0] for members and elements, and As<T>() for their values",
        "1");

    [Test]
    [Category("Nightly")]
    [Platform("Linux")]
    public void A_typed_module_is_published_without_a_warning()
    {
        _ = CCompiler.Gcc;
        PublishWith(
            "using app;\nConsole.WriteLine($\"{Numbers.LIMIT} {Numbers.twice(21)} {Numbers.COMPUTED}\");",
            "",
            consumer =>
            {
                consumer.Write("numbers.cffi.h", "#define LIMIT ...\n#define COMPUTED ...\nint twice(int x);\n");
                return "<CffiModule Include=\"numbers.cffi.h\" ClassName=\"Numbers\" Mode=\"Api\" Prelude=\"#define LIMIT 7&#xA;static int twice(int x) { return 2 * x; }&#xA;static int compute(void) { return 9; }&#xA;#define COMPUTED compute()\" />";
            },
            "7 42 9");
    }

    private static void Publish(string program, params string[] lines) => PublishWith(program, "", null, lines);

    private static void PublishWith(string program, string properties, Func<Consumer, string>? items, params string[] lines)
    {
        _ = CCompiler.ClangFor(Target.LinuxX64);
        using var consumer = new Consumer();
        consumer.Write("nuget.config", "<configuration />");
        consumer.Write("Directory.Build.props", "<Project />");
        string item = items?.Invoke(consumer) ?? "";
        consumer.Write("app.csproj", Consumer.Project($"{Options}{properties}<RestoreAdditionalProjectSources>{PackageFeed.Folder}</RestoreAdditionalProjectSources>", item));
        consumer.Write("Program.cs", program);
        (int exitCode, string output) = consumer.TryDotnet("publish", "--runtime", "linux-x64", "--output", consumer.PathOf("out"));
        if (output.Contains("NU1101", StringComparison.Ordinal))
        {
            Assert.Ignore("no feed of this machine has NativeAOT's package for .NET 10");
        }

        Assert.That(exitCode, Is.Zero, output);
        Assert.That(Consumer.Run(consumer.PathOf("out/app")).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries), Is.EqualTo(lines));
    }

    // The first C# code after a heading. Further statements are inserted before the types that it declares.
    private static string Program(string heading, string more)
    {
        string readme = File.ReadAllText(Path.Combine(RepositoryFolder.Path, "README.md"));
        string program = Code().Match(readme, readme.IndexOf(heading, StringComparison.Ordinal)).Groups[1].Value;
        program = string.Join('\n', program.Split('\n').Where(static line => !line.StartsWith("#:", StringComparison.Ordinal)));
        int types = program.IndexOf("[Cdef(", StringComparison.Ordinal);
        return types < 0 ? program + more : program.Insert(types, more + "\n");
    }

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Code();
}
