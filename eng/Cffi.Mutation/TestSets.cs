using System.Globalization;
using System.Security;

namespace Cffi.Mutation;

/// <summary>The tests to run for a mutant.</summary>
/// <remarks>A record has a line for each test: its milliseconds, its class, its method and the mutants that it reached (<see cref="PlantedCode.Recorder"/>).</remarks>
internal sealed class TestSets
{
    /// <summary>The milliseconds that the tests of a fast set take together.</summary>
    private static readonly long[] Limits = [2_000, 20_000];

    private readonly string[][] lines;
    private readonly Dictionary<string, (long Time, HashSet<string> Reached)> setUps;

    public TestSets(string record)
    {
        lines = [.. File.ReadLines(record).Select(static line => line.Split('\t'))];
        setUps = lines.Where(static line => line[2].Length == 0).GroupBy(static line => line[1]).ToDictionary(static group => group.Key, static group => (Time(group), Reached(group)));
    }

    /// <summary>
    /// Writes the settings of runs, <c>1.runsettings</c> and so on, that together have the fastest methods that reach a mutant. Prints
    /// the milliseconds of each, and <c>more</c> if other methods reach it too. A run has methods of many classes, and ends at the first failure.
    /// </summary>
    public void WriteFast(string number, string folder)
    {
        var rest = new Queue<(string Class, string Method, long Time)>(Methods(reached => reached.Contains(number)));
        for (int set = 0; set < Limits.Length && rest.Count > 0; set++)
        {
            long time = 0;
            var chosen = new List<string>();
            while (rest.Count > 0 && (chosen.Count == 0 || rest.Peek().Time <= Limits[set] - time))
            {
                (string @class, string method, long more) = rest.Dequeue();
                time += more;
                chosen.Add(Condition(@class, method));
            }

            WriteSettings(Path.Combine(folder, $"{set + 1}.runsettings"), chosen);
            Console.WriteLine(time);
        }

        Console.Write(rest.Count > 0 ? "more\n" : "");
    }

    /// <summary>
    /// Writes the settings of a run of the methods that failed in the logs of runs with some mutants: those that reach one mutant, and
    /// those that reach none of them. Such a method fails by what another test has made with a mutant, for example a table. Prints
    /// the milliseconds, or nothing if there are no such methods.
    /// </summary>
    public void WriteFailed(string number, string[] active, TextReader logs, string folder)
    {
        // A log has the name of a method without its class.
        var failed = new HashSet<string>();
        while (logs.ReadLine() is { } line)
        {
            if (line.StartsWith("failed ", StringComparison.Ordinal))
            {
                failed.Add(line.Split(' ', '(')[1]);
            }
        }

        (string Class, string Method, long Time)[] chosen = [.. Methods(reached => reached.Contains(number) || !reached.Overlaps(active)).Where(method => failed.Contains(method.Method))];
        if (chosen.Length > 0)
        {
            WriteSettings(Path.Combine(folder, "failed.runsettings"), chosen.Select(static method => Condition(method.Class, method.Method)));
            Console.WriteLine(chosen.Sum(static method => method.Time));
        }
    }

    // The methods that reach certain mutants, themselves or in the set-up of their class, the fastest first.
    private IEnumerable<(string Class, string Method, long Time)> Methods(Func<HashSet<string>, bool> fits) =>
        lines.Where(static line => line[2].Length > 0).GroupBy(static line => (Class: line[1], Method: line[2]))
            .Where(group => fits([.. Reached(group), .. setUps[group.Key.Class].Reached]))
            .Select(group => (group.Key.Class, group.Key.Method, Time: Time(group) + setUps[group.Key.Class].Time))
            .OrderBy(static method => method.Time).ThenBy(static method => method.Class, StringComparer.Ordinal).ThenBy(static method => method.Method, StringComparer.Ordinal);

    private static string Condition(string @class, string method) => $"(class == '{@class}' and method == '{method}')";

    private static void WriteSettings(string file, IEnumerable<string> conditions)
    {
        string where = $"cat != Nightly and cat != Stress and ({string.Join(" or ", conditions)})";
        File.WriteAllText(file, $"<RunSettings><NUnit><StopOnError>true</StopOnError><Where>{SecurityElement.Escape(where)}</Where></NUnit></RunSettings>");
    }

    private static long Time(IEnumerable<string[]> lines) => lines.Sum(static line => long.Parse(line[0], CultureInfo.InvariantCulture));

    private static HashSet<string> Reached(IEnumerable<string[]> lines) => [.. lines.SelectMany(static line => line[3].Split(' ', StringSplitOptions.RemoveEmptyEntries))];
}
