namespace Cffi.Mutation;

/// <summary>The classes that the copy of the sources has besides its mutants.</summary>
internal static class PlantedCode
{
    /// <summary>
    /// The class that says which mutants are on. It is in the lowest project, so that all other projects see it. It writes no file
    /// before the end of the process: that would change errno under a test.
    /// </summary>
    public const string Switch = """
        namespace Cffi
        {
            internal static class Mutants
            {
                public static readonly string Trace = System.Environment.GetEnvironmentVariable("CFFI_MUTANT_TRACE") is { Length: > 0 } file ? file : null;
                private static readonly bool[] Active = new bool[10000];
                private static readonly bool[] Seen = new bool[10000];

                static Mutants()
                {
                    foreach (string number in (System.Environment.GetEnvironmentVariable("CFFI_MUTANT") ?? "0").Split(','))
                    {
                        Active[int.Parse(number)] = true;
                    }

                    if (Trace != null)
                    {
                        System.AppDomain.CurrentDomain.ProcessExit += (_, _) => System.IO.File.AppendAllText(Trace, TakeSeen());
                    }
                }

                public static bool Is(int n)
                {
                    Seen[n] = true;
                    return Active[n];
                }

                /// <summary>The mutants that this process, and the child processes that ended, have reached since the last call.</summary>
                public static string Reached()
                {
                    string children = System.IO.File.Exists(Trace) ? System.IO.File.ReadAllText(Trace) : "";
                    System.IO.File.Delete(Trace);
                    return children + TakeSeen();
                }

                private static string TakeSeen()
                {
                    string seen = "";
                    for (int i = 0; i < Seen.Length; i++)
                    {
                        seen += Seen[i] ? i + " " : "";
                        Seen[i] = false;
                    }

                    return seen;
                }
            }
        }
        """;

    /// <summary>
    /// The class that writes a line for each test: its milliseconds, its class, its method and the mutants that it reached. A line
    /// without a method has what was reached since the test before: by the set-up of the class.
    /// </summary>
    public const string Recorder = """
        using NUnit.Framework.Interfaces;

        [assembly: Cffi.Tests.Recorder]

        namespace Cffi.Tests;

        [System.AttributeUsage(System.AttributeTargets.Assembly)]
        internal sealed class RecorderAttribute : System.Attribute, ITestAction
        {
            private long last = System.Diagnostics.Stopwatch.GetTimestamp();

            public ActionTargets Targets => ActionTargets.Test;

            public void BeforeTest(ITest test) => Write(test.ClassName, "");

            public void AfterTest(ITest test) => Write(test.ClassName, test.MethodName);

            private void Write(string @class, string method)
            {
                if (Mutants.Trace is not null)
                {
                    double time = System.Diagnostics.Stopwatch.GetElapsedTime(last).TotalMilliseconds;
                    System.IO.File.AppendAllText(Mutants.Trace + ".tests", $"{time:F0}\t{@class}\t{method}\t{Mutants.Reached()}\n");
                    last = System.Diagnostics.Stopwatch.GetTimestamp();
                }
            }
        }
        """;
}
