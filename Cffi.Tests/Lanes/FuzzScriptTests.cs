using Cffi.Tests.Fuzz;
using Cffi.Tests.Native;

namespace Cffi.Tests.Lanes;

/// <summary><c>eng/fuzz.sh</c> with a fuzzer that finds nothing, or some faults: the script passes only if it found the planted faults.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class FuzzScriptTests
{
    private const string Dotnet = """
        #!/usr/bin/env bash
        case $1 in
          build) for ((i = 1; i < $#; i++)); do [[ ${!i} == --output ]] && { j=$((i + 1)); mkdir -p "${!j}"; }; done ;;
          tool) mkdir -p "${@: -1}"; printf '#!/bin/sh\n' > "${@: -1}/sharpfuzz"; chmod +x "${@: -1}/sharpfuzz" ;;
          exec)
            case "$3 $4" in
              targets*) echo text ;;
              corpus*) mkdir -p "$5" ;;
              'replay planted-crash') [[ $PLANT == unrepeated ]] || { echo 'the planted crash'; exit 134; } ;;
              'replay planted-hang') exit 124 ;;
            esac ;;
        esac
        exit 0
        """;

    private const string Fuzzer = """
        #!/usr/bin/env bash
        while [[ $# -gt 1 ]]; do [[ $1 == -o ]] && out=$2/default; shift; done
        mkdir -p "$out/crashes" "$out/hangs"
        printf 'execs_done        : %d\nedges_found       : 10\n' "$([[ $PLANT == slow ]] && echo 3 || echo 1000000)" > "$out/fuzzer_stats"
        [[ $1 == planted-crash && $PLANT != blind ]] && echo x > "$out/crashes/id:000000"
        [[ $1 == planted-hang && $PLANT != blind && $PLANT != endless ]] && echo x > "$out/hangs/id:000000"
        [[ $1 == text && $PLANT == finds ]] && echo x > "$out/crashes/id:000000"
        exit 0
        """;

    [TestCase("", 0, "2 passed, 0 failed", "the planted hang is found, and its input repeats it")]
    [TestCase("blind", 1, "1 passed, 1 failed", "The planted crash is not found")]
    [TestCase("endless", 1, "1 passed, 1 failed", "The planted hang is not found")]
    [TestCase("unrepeated", 1, "1 passed, 1 failed", "The planted crash is not found, or not repeated")]
    [TestCase("finds", 1, "1 passed, 1 failed", "text: crashes: eng/fuzz.sh replay text '")]
    [TestCase("slow", 1, "1 passed, 1 failed", "fuzzing of text has not run")]
    public void A_fuzzer_that_does_not_find_what_is_planted_fails(string plant, int exitCode, string sums, string message)
    {
        using var folder = new TemporaryFolder();
        Write(folder.File("eng/fuzz.sh"), File.ReadAllText(Path.Combine(RepositoryFolder.Path, "eng/fuzz.sh")));
        Write(folder.File("bin/dotnet"), Dotnet);
        Write(folder.File("bin/afl-fuzz"), Fuzzer);
        (int code, string output) = DotnetCommand.RunProgram(
            folder.File("eng/fuzz.sh"), folder.File(""), [("PATH", folder.File("bin") + ":" + Environment.GetEnvironmentVariable("PATH")), ("PLANT", plant)]);
        Assert.That((code, output.TrimEnd('\n').Split('\n')[^1]), Is.EqualTo((exitCode, sums)), output);
        Assert.That(output, Does.Contain(message));
    }

    private static void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
