using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Runtime.Loader;
using Cffi.Generator.Emission;
using Cffi.Interop;
using Cffi.Tests.Corpus;
using Cffi.Tests.Fuzz;
using Microsoft.CodeAnalysis.CSharp;
using NUnit.Framework;

namespace Cffi.Tests.Generation;

/// <summary>Generates bindings for real headers after <c>gcc -E</c>: the C# compiles, and its structs have C's layout.</summary>
public sealed class HeaderTests
{
    private const string Root = "/usr/include";

    // Several headers share one compilation, because each compilation has a large fixed cost.
    private const int HeadersAtOnce = 30;

    [Test]
    public void Twenty_headers_become_CSharp()
    {
        string[] headers =
        [
            "aio.h", "complex.h", "dirent.h", "dlfcn.h", "fcntl.h", "glob.h", "ifaddrs.h", "locale.h", "math.h", "netdb.h",
            "poll.h", "pthread.h", "regex.h", "signal.h", "stdio.h", "stdlib.h", "string.h", "time.h", "unistd.h", "wchar.h",
        ];
        if (SystemHeaders.Preprocessed(Path.Combine(Root, "stdio.h")) is null)
        {
            Assert.Ignore("needs gcc and the headers of the C library");
        }

        Assert.That(Generate(headers.Select(static header => Path.Combine(Root, header)), headers.Length), Is.EqualTo(headers.Length));
    }

    [Test, Category("Nightly")]
    public void A_hundred_and_fifty_headers_become_CSharp()
    {
        // The names of the C library's and the kernel's headers. Other installed headers would change the test.
        string[] headers = File.ReadAllLines(Path.Combine(RepositoryFolder.Path, "Cffi.Tests", "Corpus", "headers.txt"));
        string[] missing = [.. headers.Where(static header => SystemHeaders.Preprocessed(Path.Combine(Root, header)) is null)];
        TestContext.Out.WriteLine($"{headers.Length - missing.Length} of {headers.Length} headers are installed and compile alone; left out: {string.Join(", ", missing.DefaultIfEmpty("none"))}");
        if (missing.Length > headers.Length / 3)
        {
            Assert.Ignore($"{missing.Length} of the {headers.Length} headers are not installed, or do not compile alone");
        }

        Assert.That(Generate(headers.Except(missing).Select(static header => Path.Combine(Root, header)), headers.Length), Is.EqualTo(headers.Length - missing.Length));
    }

    // The number of headers that passed. It stops at 'wanted' headers.
    private static int Generate(IEnumerable<string> headers, int wanted)
    {
        var watch = Stopwatch.StartNew();
        var failures = new List<string>();
        int structs = 0;
        int count = 0;
        foreach ((string Header, string Text)[] some in headers.Select(static header => (header, SystemHeaders.Preprocessed(header)!))
            .Where(static one => one.Item2 is not null).Take(wanted).Chunk(HeadersAtOnce))
        {
            count += some.Length;
            structs += Compile(some, failures);
        }

        TestContext.Out.WriteLine($"{count} headers generated, compiled and asserted, {structs} structs, {failures.Count} failed, {watch.Elapsed.TotalSeconds:F0} s");
        Assert.That(failures, Is.Empty);
        return count;
    }

    private static int Compile((string Header, string Text)[] headers, List<string> failures)
    {
        var sources = new List<(string Header, string Source)>();
        for (int i = 0; i < headers.Length; i++)
        {
            var request = new BindingRequest(headers[i].Text, string.Create(CultureInfo.InvariantCulture, $"Header{i}")) { Library = "c", Targets = [Target.LinuxX64] };
            BindingResult result = BindingEmitter.Emit(request);
            sources.Add((headers[i].Header, result.Source ?? ""));
            if (result.Source is null)
            {
                failures.Add($"{headers[i].Header}: {result.Diagnostics.First(static one => one.Severity == CDiagnosticSeverity.Error)}");
            }
            else if (BindingEmitter.Emit(request).Source != result.Source)
            {
                failures.Add($"{headers[i].Header}: the text differs from one time to the next");
            }
        }

        CSharpCompilation compilation = GeneratedAssembly.Compile([.. sources.Select(static one => one.Source)]);
        using var stream = new MemoryStream();
        var problems = compilation.Emit(stream).Diagnostics.Where(static one => one.Severity >= Microsoft.CodeAnalysis.DiagnosticSeverity.Warning).ToList();
        foreach (Microsoft.CodeAnalysis.Diagnostic problem in problems.Take(10))
        {
            int index = compilation.SyntaxTrees.IndexOf(problem.Location.SourceTree!);
            failures.Add(index < 0 ? problem.ToString() : $"{sources[index].Header}: {problem} {Line(sources[index].Source, problem.Location.GetLineSpan().StartLinePosition.Line)}");
        }

        return problems.Count > 0 ? 0 : CheckLayouts(stream, headers, failures);
    }

    private static int CheckLayouts(MemoryStream assembly, (string Header, string Text)[] headers, List<string> failures)
    {
        var context = new AssemblyLoadContext("headers", isCollectible: true);
        assembly.Position = 0;
        Assembly bindings = context.LoadFromStream(assembly);
        int structs = 0;
        for (int i = 0; i < headers.Length; i++)
        {
            foreach (Type type in bindings.GetType(string.Create(CultureInfo.InvariantCulture, $"Header{i}"))?.GetNestedTypes() ?? [])
            {
                if (type.IsAssignableTo(typeof(ICRecord)))
                {
                    structs++;
                    if (GeneratedAssembly.DifferenceOf(type) is string difference)
                    {
                        failures.Add($"{headers[i].Header}: {type.Name}: {difference}");
                    }
                }
            }
        }

        context.Unload();
        return structs;
    }

    private static string Line(string text, int line) => text.Split('\n')[line].Trim();
}
