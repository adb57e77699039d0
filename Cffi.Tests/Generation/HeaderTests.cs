using System.Diagnostics;
using System.Reflection;
using Cffi.Generator.Emission;
using Cffi.Tests.Corpus;
using NUnit.Framework;

namespace Cffi.Tests.Generation;

/// <summary>Real headers through <c>gcc -E</c> and the generator: the C# compiles, and its structs have C's layout.</summary>
public sealed class HeaderTests
{
    private const string Root = "/usr/include";

    [TestCase("stdio.h")]
    [TestCase("time.h")]
    [TestCase("pthread.h")]
    public void A_header_becomes_CSharp(string header)
    {
        if (SystemHeaders.Preprocessed(Path.Combine(Root, header)) is not { } text)
        {
            Assert.Ignore("needs gcc and the headers of the C library");
            return;
        }

        Assert.That(Failure(text, out int structs), Is.Null);
        TestContext.Out.WriteLine($"{header}: {structs} structs");
    }

    [Test, Category("Nightly"), Explicit("takes minutes")]
    public void A_hundred_and_fifty_headers_become_CSharp()
    {
        var failures = new List<string>();
        int headers = 0;
        int all = 0;
        var watch = Stopwatch.StartNew();
        foreach (string header in Directory.GetFiles(Root, "*.h").Concat(Directory.GetFiles(Path.Combine(Root, "linux"), "*.h")).Order(StringComparer.Ordinal))
        {
            if (headers < 150 && SystemHeaders.Preprocessed(header) is { } text)
            {
                headers++;
                if (Failure(text, out int structs) is { } failure)
                {
                    failures.Add($"{header}: {failure}");
                }

                all += structs;
            }
        }

        TestContext.Out.WriteLine($"{headers} headers generated, compiled and asserted, {all} structs, {failures.Count} failed, {watch.Elapsed.TotalSeconds:F0} s");
        Assert.That(failures, Is.Empty);
        Assert.That(headers, Is.GreaterThanOrEqualTo(100));
    }

    // What is wrong with a header's bindings; null for nothing.
    private static string? Failure(string text, out int structs)
    {
        structs = 0;
        var request = new BindingRequest(text, "Lib") { Library = "c", Targets = [Target.LinuxX64] };
        BindingResult result = BindingEmitter.Emit(request);
        if (result.Source is null)
        {
            return result.Diagnostics.First(static one => one.Severity == DiagnosticSeverity.Error).ToString();
        }

        if (BindingEmitter.Emit(request).Source != result.Source)
        {
            return "the text differs from one time to the next";
        }

        var problems = GeneratedAssembly.Compile(result.Source).GetDiagnostics().Where(static one => one.Severity >= Microsoft.CodeAnalysis.DiagnosticSeverity.Warning).ToList();
        if (problems.Count > 0)
        {
            return string.Join("; ", problems.Take(3).Select(one => $"{one} {Line(result.Source, one.Location.GetLineSpan().StartLinePosition.Line)}"));
        }

        using GeneratedAssembly bindings = GeneratedAssembly.Of(request, "");
        foreach (Type type in bindings.Assembly.GetType("Lib")!.GetNestedTypes())
        {
            if (type.GetMethod("CffiLayoutDifference", BindingFlags.Static | BindingFlags.NonPublic) is { } check)
            {
                structs++;
                if (check.Invoke(null, null) is string difference)
                {
                    return $"{type.Name}: {difference}";
                }
            }
        }

        return null;
    }

    private static string Line(string text, int line) => text.Split('\n')[line].Trim();
}
