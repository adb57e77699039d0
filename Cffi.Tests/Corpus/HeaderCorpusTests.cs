using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;
using NUnit.Framework;

namespace Cffi.Tests.Corpus;

/// <summary>
/// Parses the system's headers, each preprocessed by <c>gcc -E</c>. <c>./test.sh headers</c> runs only this test and prints
/// the figures.
/// </summary>
[Category("Headers")]
[Category("Nightly")]
public sealed class HeaderCorpusTests
{
    private const string Root = "/usr/include";
    private const int Below = 500;
    private const double Accepted = 0.995;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    [Test]
    public void The_headers_of_the_system_are_read()
    {
        if (!OperatingSystem.IsLinux() || !Directory.Exists(Root) || SystemHeaders.Preprocessed(Path.Combine(Root, "stdio.h")) is null)
        {
            Assert.Ignore("needs gcc and the headers of the C library");
        }

        string[] top = [.. Directory.GetFiles(Root, "*.h").Order(StringComparer.Ordinal)];
        string[] below = [.. Directory.GetFiles(Root, "*.h", SearchOption.AllDirectories).Concat(OfCompiler()).Except(top).Where(IsOfC).OrderBy(Spread).ThenBy(f => f, StringComparer.Ordinal)];
        var results = new ConcurrentBag<HeaderResult>();
        Read(top, int.MaxValue, results);
        int alone = results.Count;
        Read(below, alone + Below, results);

        int declarations = results.Sum(r => r.Declarations);
        int refused = results.Sum(r => r.Refused);
        double rate = 1 - ((double)refused / declarations);
        TestContext.Out.WriteLine($"{results.Count} headers, {alone} of them at the top: {declarations} declarations, {refused} refused: {rate:P3} accepted; {results.Sum(r => (long)r.Length) / 1_000_000} MB, {results.Sum(r => r.Names)} names declared");
        TestContext.Out.WriteLine($"slowest: {string.Join(", ", results.OrderByDescending(r => r.Time).Take(3).Select(r => $"{r.Header} {r.Time.TotalMilliseconds:F0} ms, {r.Length / 1000} KB"))}");
        foreach (var group in results.SelectMany(r => r.Errors).GroupBy(e => Regex.Replace(e.Message, "'[^']*'", "'...'")).OrderByDescending(g => g.Count()).Take(25))
        {
            TestContext.Out.WriteLine($"{group.Count(),6}  {group.First().Id} {group.First().ToString()}");
        }

        Assert.Multiple(() =>
        {
            Assert.That(results.Where(r => r.Failure is not null).Select(r => $"{r.Header}: {r.Failure}"), Is.Empty);
            Assert.That(results.Where(r => r.Time > Longest).Select(r => r.Header), Is.Empty);
            Assert.That(rate, Is.GreaterThanOrEqualTo(Accepted));
        });
    }

    private static void Read(string[] headers, int most, ConcurrentBag<HeaderResult> results) =>
        Parallel.ForEach(headers, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, header =>
        {
            if (results.Count < most && SystemHeaders.Preprocessed(header) is { } text)
            {
                results.Add(HeaderResult.Of(header, text));
            }
        });

    // C++ headers have their own directories. node has dozens of copies of OpenSSL's headers, which add nothing.
    private static bool IsOfC(string path) => !path.Contains("/c++/") && !path.Contains("/boost/") && !path.Contains("/llvm") && !path.Contains("/node/");

    // GCC's own headers: vectors and intrinsic functions.
    private static IEnumerable<string> OfCompiler() => Directory.Exists("/usr/lib/gcc")
        ? Directory.GetFiles("/usr/lib/gcc", "*.h", SearchOption.AllDirectories).Where(static path => path.Contains("/include/") && !path.Contains("/plugin/"))
        : [];

    // Sorts the headers so that any first part of the list comes from all directories.
    private static uint Spread(string path)
    {
        uint hash = 2166136261;
        foreach (char c in path)
        {
            hash = (hash ^ c) * 16777619;
        }

        return hash;
    }
}
