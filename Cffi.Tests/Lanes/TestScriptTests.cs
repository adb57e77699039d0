using Cffi.Tests.Fuzz;
using Cffi.Tests.Native;

namespace Cffi.Tests.Lanes;

/// <summary><c>test.sh</c> with a runner that fails in every known way: the script never reports "0 failed" for tests that did not run.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class TestScriptTests
{
    // Replaces 'dotnet'. PLANT names the fault; MODE is the mode of the run, as in the configuration.
    private const string Runner = """
        #!/usr/bin/env bash
        plant=${PLANT:-} mode=on listed=10 failed=0 skipped=0 found=10
        [[ $* == *no-dynamic-code* ]] && mode=off
        if [[ $1 == build ]]; then [[ $plant != build ]]; exit; fi
        case $plant in none) listed=0 ;; fewer) found=9 ;; more) found=11 ;; failing) failed=2 ;; skipped) skipped=10 ;; some) skipped=3 ;; esac
        [[ $plant == none-in-off && $mode == off ]] && listed=0
        if [[ $* == *--list-tests* ]]; then
          [[ $plant == unlisted ]] || echo "Test discovery summary: found $listed test(s) - Cffi.Tests.dll"
          exit 0
        fi
        [[ $listed == 0 ]] && found=0
        echo "$CFFI_DYNAMIC_CODE ${DOTNET_gcServer:-}" >> runs
        [[ $plant == other-mode && $mode == off ]] && mode=on
        [[ $plant == unsaid ]] || echo "dynamic code $mode" > "$CFFI_RUN_REPORT"
        [[ $plant == crash ]] && kill -SEGV $$
        [[ $plant == hang ]] && exec sleep 60
        [[ $plant == silent ]] && exit 0
        [[ $plant == explicit ]] && echo "   NUnit3TestExecutor discovered 9 of 10 NUnit test cases using Current Discovery mode, Non-Explicit run"
        for ((i = 0; i < skipped; i++)); do printf 'skipped One_test (1ms)\n  no such compiler\n'; done
        echo "Test run summary: Passed! - Cffi.Tests.dll"
        printf '  total: %d\n  failed: %d\n  succeeded: %d\n  skipped: %d\n' $found $failed $((found - failed - skipped)) $skipped
        [[ $plant == exit-code ]] && exit 3
        [[ $found == 0 ]] && exit 8
        exit $((failed > 0 ? 2 : 0))
        """;

    [TestCase("", "20 passed, 0 failed, 0 skipped")]
    [TestCase("quick", "10 passed, 0 failed, 0 skipped")]
    [TestCase("headers", "10 passed, 0 failed, 0 skipped")]
    [TestCase("--filter X", "20 passed, 0 failed, 0 skipped")]
    [TestCase("quick --filter X", "10 passed, 0 failed, 0 skipped")]
    public void A_lane_that_runs_whole_passes(string arguments, string sums)
    {
        (int exitCode, string output) = Run("", arguments);
        Assert.That(LastLine(output), Is.EqualTo(sums), output);
        Assert.That(exitCode, Is.Zero, output);
    }

    [TestCase("nightly", 2)]
    [TestCase("stress", 11)]
    public void The_long_lanes_add_up_all_of_their_runs(string lane, int least)
    {
        (int exitCode, string output) = Run("", lane);
        Assert.That(LastLine(output), Does.Match("^[0-9]+ passed, 0 failed, 0 skipped$"), output);
        Assert.That(int.Parse(LastLine(output).Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture), Is.GreaterThanOrEqualTo(10 * least), output);
        Assert.That(exitCode, Is.Zero, output);
    }

    [TestCase("build", "0 passed, 1 failed, 0 skipped", "The build has failed")]
    [TestCase("crash", "0 passed, 2 failed, 0 skipped", "it ended early, exit code 139")]
    [TestCase("silent", "0 passed, 2 failed, 0 skipped", "it ended early, exit code 0")]
    [TestCase("hang", "0 passed, 2 failed, 0 skipped", "it was ended after 1s")]
    [TestCase("exit-code", "20 passed, 2 failed, 0 skipped", "its exit code is 3")]
    [TestCase("failing", "16 passed, 4 failed, 0 skipped", "")]
    [TestCase("none", "0 passed, 2 failed, 0 skipped", "its filter selects no test")]
    [TestCase("none-in-off", "10 passed, 1 failed, 0 skipped", "its filter selects no test")]
    [TestCase("unlisted", "20 passed, 2 failed, 0 skipped", "its filter selects no test")]
    [TestCase("fewer", "18 passed, 2 failed, 0 skipped", "its filter selects 10 tests, and 9 have run")]
    [TestCase("more", "22 passed, 2 failed, 0 skipped", "its filter selects 10 tests, and 11 have run")]
    [TestCase("explicit", "20 passed, 2 failed, 0 skipped", "it left out tests that are marked explicit")]
    [TestCase("skipped", "0 passed, 2 failed, 20 skipped", "all of its tests were skipped")]
    [TestCase("other-mode", "20 passed, 1 failed, 0 skipped", "it does not say that it was with dynamic code off")]
    [TestCase("unsaid", "20 passed, 2 failed, 0 skipped", "it does not say that it was with dynamic code on")]
    public void What_did_not_run_counts_as_a_failure(string plant, string sums, string message)
    {
        (int exitCode, string output) = Run(plant, "");
        Assert.That(LastLine(output), Is.EqualTo(sums), output);
        Assert.That(exitCode, Is.EqualTo(1), output);
        Assert.That(output, Does.Contain(message));
    }

    [Test]
    public void What_is_skipped_is_counted_by_its_reason()
    {
        (int exitCode, string output) = Run("some", "");
        Assert.That(LastLine(output), Is.EqualTo("14 passed, 0 failed, 6 skipped"), output);
        Assert.That(output, Does.Match(@"Skipped, by reason:\n +6 no such compiler\n"));
        Assert.That(exitCode, Is.Zero);
    }

    [Test]
    public void What_failed_before_the_tests_counts()
    {
        (int exitCode, string output) = Run("", "", ("CFFI_FAILED_BEFORE", "the installation"));
        Assert.That(LastLine(output), Is.EqualTo("20 passed, 1 failed, 0 skipped"), output);
        Assert.That(exitCode, Is.EqualTo(1));
    }

    [Test]
    public void An_unknown_lane_is_refused()
    {
        (int exitCode, string output) = Run("", "nigthly");
        Assert.That((exitCode, output), Is.EqualTo((2, "test.sh: 'nigthly' is not known; see ./test.sh --help\n")));
    }

    [Test]
    public void Continuous_integration_counts_tools_that_could_not_be_installed()
    {
        (int exitCode, string output) = Run("", "", script: ".ci/run");
        Assert.That((exitCode, LastLine(output)), Is.EqualTo((0, "20 passed, 0 failed, 0 skipped")), output);
        (exitCode, output) = Run("", "", script: ".ci/run", install: "exit 1");
        Assert.That((exitCode, LastLine(output)), Is.EqualTo((1, "20 passed, 1 failed, 0 skipped")), output);
    }

    [TestCase("echo 4 passed, 0 failed", "24 passed, 0 failed, 0 skipped")]
    [TestCase("echo 3 passed, 1 failed; exit 1", "23 passed, 1 failed, 0 skipped")]
    [TestCase("echo 4 passed, 0 failed; exit 1", "24 passed, 1 failed, 0 skipped")]
    [TestCase("echo 0 passed, 0 failed", "20 passed, 1 failed, 0 skipped")]
    [TestCase("exit 0", "20 passed, 1 failed, 0 skipped")]
    [TestCase("echo no fuzzer; exit 77", "20 passed, 0 failed, 1 skipped")]
    public void Guided_fuzzing_counts_by_its_targets(string fuzzing, string sums)
    {
        (int exitCode, string output) = Run("", "nightly", fuzzing: fuzzing);
        Assert.That((exitCode, LastLine(output)), Is.EqualTo((sums.Contains(" 0 failed", StringComparison.Ordinal) ? 0 : 1, sums)), output);
    }

    // The platform counts as skipped if it cannot be installed, and as failed if its script fails.
    [TestCase("", "", "30 passed, 0 failed, 0 skipped", "Test run summary")]
    [TestCase("arm64", "", "10 passed, 0 failed, 0 skipped", "Test run summary")]
    [TestCase("", "echo no emulator; exit 77", "20 passed, 0 failed, 1 skipped", "skipped: no emulator")]
    [TestCase("musl", "echo no emulator; exit 77", "0 passed, 0 failed, 1 skipped", "skipped: no emulator")]
    [TestCase("windows", "", "10 passed, 0 failed, 0 skipped", "Test run summary")]
    [TestCase("", "echo broken; exit 1", "20 passed, 1 failed, 0 skipped", "has failed: it counts as a failure")]
    [TestCase("nightly platforms", "", "10 passed, 0 failed, 0 skipped", "Test run summary")]
    [TestCase("nightly here", "exit 1", "24 passed, 0 failed, 0 skipped", "== guided fuzzing ==")]
    public void Other_platforms_count_as_they_run(string lane, string setup, string sums, string message)
    {
        (int exitCode, string output) = Run("", lane, ("CFFI_OTHER_PLATFORMS", "linux-arm64"), setup: setup);
        Assert.That((exitCode, LastLine(output)), Is.EqualTo((sums.Contains(" 0 failed", StringComparison.Ordinal) ? 0 : 1, sums)), output);
        Assert.That(output, Does.Contain(message));
    }

    private static string LastLine(string output) => output.TrimEnd('\n').Split('\n')[^1];

    private static (int ExitCode, string Output) Run(string plant, string arguments, (string Name, string Value)? variable = null, string script = "test.sh", string install = "exit 0", string fuzzing = "echo 4 passed, 0 failed", string setup = "")
    {
        using var folder = new TemporaryFolder();
        foreach (string name in (string[])["test.sh", ".ci/run"])
        {
            WriteProgram(folder.File(name), File.ReadAllText(Path.Combine(RepositoryFolder.Path, name)));
        }

        WriteProgram(folder.File("bin/dotnet"), Runner);
        WriteProgram(folder.File("eng/install-deps.sh"), "#!/bin/sh\n" + install);
        WriteProgram(folder.File("eng/fuzz.sh"), "#!/bin/sh\n" + fuzzing);
        WriteProgram(folder.File("eng/platforms/setup.sh"), "#!/bin/sh\n" + setup);
        WriteProgram(folder.File("eng/platforms/run.sh"), "#!/bin/sh\nshift\nexec dotnet \"$@\"");
        string output = folder.File("Cffi.Tests/bin/Release/net10.0");
        Directory.CreateDirectory(output);
        File.WriteAllText(Path.Combine(output, "Cffi.Tests.runtimeconfig.json"), "{ \"configProperties\": { \"a\": 1 } }");
        return DotnetCommand.RunProgram(
            folder.File(script),
            folder.File(""),
            [
                ("PATH", folder.File("bin") + ":" + Environment.GetEnvironmentVariable("PATH")), ("PLANT", plant), ("CFFI_FAILED_BEFORE", ""), ("CFFI_OTHER_PLATFORMS", ""),
                ("CFFI_TIME_LIMIT", plant == "hang" ? "1s" : "60s"), .. variable is { } one ? ((string, string)[])[one] : [],
            ],
            arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    private static void WriteProgram(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
