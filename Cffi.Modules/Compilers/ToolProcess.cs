using System.ComponentModel;
using System.Diagnostics;
using Cffi.Modules.Errors;
using Cffi.Modules.Waiting;

namespace Cffi.Modules.Compilers;

/// <summary>Runs a program with a list of arguments and a time limit; no shell is involved.</summary>
internal static class ToolProcess
{
    /// <summary>The maximum number of characters that are kept of each output.</summary>
    public const int MostOutput = 1 << 20;

    private static readonly TimeSpan MostTimeToDie = TimeSpan.FromSeconds(10);

    /// <summary>Runs a program to its end, and blocks the calling thread.</summary>
    /// <inheritdoc cref="RunAsync"/>
    public static CompilerRun Run(string program, IEnumerable<string> arguments, TimeSpan limit) => BuildWait.Result(RunAsync(program, arguments, limit, null, BuildWait.Blocking));

    /// <summary>Runs a program to its end.</summary>
    /// <param name="program">The path of the program.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="limit">The time limit.</param>
    /// <param name="folder">The folder to run in, also for temporary files; null for this process's own.</param>
    /// <param name="wait">How to wait. If it is cancelled, the program and its children are killed.</param>
    /// <exception cref="CompilationException">It does not start, or takes too long; in that case it and its children are killed.</exception>
    public static async ValueTask<CompilerRun> RunAsync(string program, IEnumerable<string> arguments, TimeSpan limit, string? folder, BuildWait wait)
    {
        wait.Cancellation.ThrowIfCancellationRequested();
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
        if (folder is not null)
        {
            // A compiler that is killed leaves its temporary files.
            start.Environment[OperatingSystem.IsWindows() ? "TMP" : "TMPDIR"] = folder;
        }

        using Process process = Start(start);
        process.StandardInput.Close();
        Task<string> output = ReadAsync(process.StandardOutput);
        Task<string> errors = ReadAsync(process.StandardError);
        Task outputs = Task.WhenAll(output, errors);
        bool hasEnded = false;
        try
        {
            hasEnded = await EndsWithin(process, outputs, limit, wait).ConfigureAwait(false);
        }
        finally
        {
            if (!hasEnded)
            {
                await End(process, outputs, wait.ToTheEnd).ConfigureAwait(false);
            }
        }

        return hasEnded
            ? new CompilerRun(process.ExitCode, await errors.ConfigureAwait(false) + await output.ConfigureAwait(false)) { StandardOutput = await output.ConfigureAwait(false) }
            : throw BuildErrors.TimedOut(Path.GetFileName(program), limit);
    }

    private static async ValueTask<bool> EndsWithin(Process process, Task outputs, TimeSpan limit, BuildWait wait)
    {
        if (!wait.IsAsync)
        {
            return process.WaitForExit(limit) && outputs.Wait(limit);
        }

        using var time = CancellationTokenSource.CreateLinkedTokenSource(wait.Cancellation);
        time.CancelAfter(limit);
        try
        {
            await process.WaitForExitAsync(time.Token).ConfigureAwait(false);
            await outputs.WaitAsync(time.Token).ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException)
        {
            wait.Cancellation.ThrowIfCancellationRequested();
            return false;
        }
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

    // The outputs end when the last child has ended: after that, none of them writes to the folder.
    private static async ValueTask End(Process process, Task outputs, BuildWait wait)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception reason) when (reason is InvalidOperationException or Win32Exception or AggregateException)
        {
            // The process has ended in the meantime.
            _ = reason;
        }

        await EndsWithin(process, outputs, MostTimeToDie, wait).ConfigureAwait(false);
    }
}
