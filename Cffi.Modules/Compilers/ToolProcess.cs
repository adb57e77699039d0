using System.ComponentModel;
using System.Diagnostics;
using Cffi.Modules.Errors;

namespace Cffi.Modules.Compilers;

/// <summary>Runs a program with a list of arguments and a time limit; no shell is involved.</summary>
internal static class ToolProcess
{
    /// <summary>The maximum number of characters that are kept of each output.</summary>
    public const int MostOutput = 1 << 20;

    /// <summary>Runs a program to its end.</summary>
    /// <exception cref="CompilationException">It does not start, or takes too long; in that case it and its children are killed.</exception>
    public static CompilerRun Run(string program, IEnumerable<string> arguments, TimeSpan limit, string? folder = null)
    {
        var start = new ProcessStartInfo(program)
        {
            RedirectStandardError = true, RedirectStandardOutput = true, RedirectStandardInput = true, UseShellExecute = false, CreateNoWindow = true,
            WorkingDirectory = folder ?? "",
        };
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        // The messages are parsed, so they must be in English.
        start.Environment["LC_ALL"] = "C";
        start.Environment["VSLANG"] = "1033";
        using Process process = Start(start);
        process.StandardInput.Close();
        Task<string> output = ReadAsync(process.StandardOutput);
        Task<string> errors = ReadAsync(process.StandardError);
        if (!process.WaitForExit(limit) || !Task.WaitAll([output, errors], limit))
        {
            End(process);
            throw BuildErrors.TimedOut(Path.GetFileName(program), limit);
        }

        return new CompilerRun(process.ExitCode, errors.Result + output.Result) { StandardOutput = output.Result };
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start) ?? throw BuildErrors.NoCompiler(start.FileName);
        }
        catch (Exception reason) when (reason is Win32Exception or IOException or ArgumentException)
        {
            throw BuildErrors.DoesNotStart(start.FileName, reason);
        }
    }

    // The output of a compiler must be read to its end, so that the compiler can end, but only the first part is kept.
    private static async Task<string> ReadAsync(StreamReader reader)
    {
        var text = new System.Text.StringBuilder();
        var buffer = new char[4096];
        int count;
        while ((count = await reader.ReadAsync(buffer).ConfigureAwait(false)) > 0)
        {
            text.Append(buffer, 0, Math.Min(count, MostOutput - text.Length));
        }

        return text.ToString();
    }

    private static void End(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit(TimeSpan.FromSeconds(10));
        }
        catch (Exception reason) when (reason is InvalidOperationException or Win32Exception or AggregateException)
        {
            // The process has ended in the meantime.
            _ = reason;
        }
    }
}
