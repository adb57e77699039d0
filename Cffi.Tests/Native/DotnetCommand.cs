using System.Diagnostics;

namespace Cffi.Tests.Native;

/// <summary>The <c>dotnet</c> command, in a separate process.</summary>
internal static class DotnetCommand
{
    private static readonly TimeSpan MostTime = TimeSpan.FromMinutes(5);

    /// <summary>Runs the command to its end.</summary>
    /// <returns>The exit code, and standard output followed by standard error.</returns>
    public static (int ExitCode, string Output) Run(string folder, params IEnumerable<string> arguments) => RunProgram("dotnet", folder, arguments);

    /// <summary>Runs any program to its end.</summary>
    /// <returns>The exit code, and standard output followed by standard error.</returns>
    public static (int ExitCode, string Output) RunProgram(string program, string folder, params IEnumerable<string> arguments) =>
        RunProgram(program, folder, [], arguments);

    /// <summary>Runs any program to its end.</summary>
    /// <param name="program">Its name or path.</param>
    /// <param name="folder">The working directory.</param>
    /// <param name="environment">Environment variables to set.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <returns>The exit code, and standard output followed by standard error.</returns>
    public static (int ExitCode, string Output) RunProgram(
        string program, string folder, IReadOnlyList<(string Name, string Value)> environment, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardError = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            WorkingDirectory = folder,
        };
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        using Process process = Process.Start(start) ?? throw new InvalidOperationException($"{program} does not start.");
        process.StandardInput.Close();
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(MostTime))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"{program} {string.Join(' ', arguments)} has not ended after {MostTime}.");
        }

        return (process.ExitCode, output.GetAwaiter().GetResult() + errors.GetAwaiter().GetResult());
    }
}
