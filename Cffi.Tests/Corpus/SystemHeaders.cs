using System.Diagnostics;

namespace Cffi.Tests.Corpus;

/// <summary>The system's headers, preprocessed by <c>gcc -E</c>.</summary>
internal static class SystemHeaders
{
    /// <summary>The preprocessed text of one header; null if the header alone does not compile, or if gcc is missing.</summary>
    public static string? Preprocessed(string header)
    {
        string source = $"#include \"{header}\"\n";
        return Gcc(source, "-fsyntax-only") is null ? null : Gcc(source, "-E");
    }

    private static string? Gcc(string source, string mode)
    {
        var start = new ProcessStartInfo("gcc") { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in (string[])["-x", "c", "-w", mode, "-"])
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        process.StandardInput.Write(source);
        process.StandardInput.Close();
        string text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? text : null;
    }
}
