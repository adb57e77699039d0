using System.Diagnostics;
using Cffi.Tests.Native;

namespace Cffi.Tests.Stress;

/// <summary>The sanitizers end a run with a fault. Otherwise a run under the sanitizers would prove nothing.</summary>
[Category("Stress")]
public sealed class SanitizerTests
{
    [TestCase("volatile int at[8]; volatile int *to = at; to[n] = 1; sink = at[0];", "AddressSanitizer: stack-buffer-overflow")]
    [TestCase("char *at = malloc(8); at[n] = 1; sink = at[n]; free(at);", "AddressSanitizer: heap-buffer-overflow")]
    [TestCase("sink = 0x7fffffff; sink += n;", "runtime error: signed integer overflow")]
    public void What_C_does_wrong_ends_the_process(string body, string report)
    {
        using var folder = new TemporaryFolder();
        string library = folder.File("wrong.so");
        var settings = new Dictionary<string, string?>
        {
            ["LD_PRELOAD"] = string.Join(':', Runtime("libasan.so"), Runtime("libubsan.so")),
            ["ASAN_OPTIONS"] = "detect_leaks=0:handle_segv=0:use_sigaltstack=0",
            ["UBSAN_OPTIONS"] = "halt_on_error=1",
        };
        CCompiler.Gcc.CompileLibrary($"#include <stdlib.h>\nvolatile int sink; void overrun(int n) {{ {body} }}", library, [.. Sanitizers.InstrumentingArguments]);
        (int exitCode, string output, string errors) = TestHost.Run(settings, "overrun", library);
        Assert.That(exitCode, Is.Not.Zero);
        Assert.That(output, Is.Empty);
        Assert.That(errors, Does.Contain(report));
    }

    // If gcc has no such file, it prints the bare name.
    private static string Runtime(string name)
    {
        using Process process = Process.Start(new ProcessStartInfo("gcc", ["-print-file-name=" + name]) { RedirectStandardOutput = true })!;
        string path = process.StandardOutput.ReadToEnd().Trim();
        process.WaitForExit();
        if (!Path.IsPathRooted(path))
        {
            Assert.Ignore($"gcc has no {name}.");
        }

        return path;
    }
}
