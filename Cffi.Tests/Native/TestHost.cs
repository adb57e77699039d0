using System.Diagnostics;
using System.Reflection;
using Cffi.Tests.Fuzz;

namespace Cffi.Tests.Native;

/// <summary>Runs the test host, a small program, in separate processes.</summary>
internal static class TestHost
{
    private static readonly TimeSpan MostTime = TimeSpan.FromMinutes(5);
    private static readonly string Configuration = typeof(TestHost).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;

    /// <summary>The program, for <c>dotnet exec</c>.</summary>
    public static string Assembly { get; } = Path.Combine(RepositoryFolder.Path, "Cffi.TestHost", "bin", Configuration, "net10.0", "Cffi.TestHost.dll");

    /// <summary>Starts the host. Some of its commands wait for the end of standard input: see the first lines of its source.</summary>
    public static Process Start(params string[] arguments) => Start("dotnet", ["exec", Assembly, .. arguments]);

    /// <summary>Runs the host to its end.</summary>
    public static (int ExitCode, string Output, string Errors) Run(params string[] arguments) => Finish(Start(arguments));

    /// <summary>Runs the host with changed environment variables; null removes one.</summary>
    public static (int ExitCode, string Output, string Errors) Run(IReadOnlyDictionary<string, string?> variables, params string[] arguments) =>
        Finish(Start("dotnet", ["exec", Assembly, .. arguments], variables));

    /// <summary>Runs the host with or without dynamic code, and with changed environment variables.</summary>
    /// <param name="isDynamic">Whether there is dynamic code.</param>
    /// <param name="folder">The folder for the configuration of that mode.</param>
    /// <param name="variables">The environment variables.</param>
    /// <param name="arguments">The host's arguments.</param>
    public static (int ExitCode, string Output, string Errors) RunInMode(bool isDynamic, TemporaryFolder folder, IReadOnlyDictionary<string, string?> variables, params string[] arguments)
    {
        string own = File.ReadAllText(Path.ChangeExtension(Assembly, ".runtimeconfig.json"));
        string wanted = own.Replace("\"configProperties\": {", $"\"configProperties\": {{ \"System.Runtime.CompilerServices.RuntimeFeature.IsDynamicCodeSupported\": {(isDynamic ? "true" : "false")},", StringComparison.Ordinal);
        Assert.That(wanted, Is.Not.EqualTo(own), "the host's configuration has no properties to add to");
        string path = folder.File("host.runtimeconfig.json");
        File.WriteAllText(path, wanted);
        return Finish(Start("dotnet", ["exec", "--runtimeconfig", path, Assembly, .. arguments], variables));
    }

    /// <summary>Runs a shell script that may run the host: <c>"$@"</c> is the host with its arguments.</summary>
    public static (int ExitCode, string Output, string Errors) RunScript(string script, params string[] arguments) =>
        Finish(Start("/bin/sh", ["-c", script, "sh", "dotnet", "exec", Assembly, .. arguments]));

    /// <summary>Runs a script in a separate mount namespace: its mounts end with the script.</summary>
    public static (int ExitCode, string Output, string Errors) RunPrivately(string script, params string[] arguments)
    {
        if (!Environment.IsPrivilegedProcess || Finish(Start("unshare", ["-m", "true"])).ExitCode != 0)
        {
            Assert.Ignore("mounting a small file system needs root and unshare.");
        }

        return Finish(Start("unshare", ["-m", "/bin/sh", "-c", script, "sh", "dotnet", "exec", Assembly, .. arguments]));
    }

    /// <summary>Closes the standard input of a process and waits for its end.</summary>
    public static (int ExitCode, string Output, string Errors) Finish(Process process)
    {
        using (process)
        {
            process.StandardInput.Close();
            Task<string> output = process.StandardOutput.ReadToEndAsync();
            Task<string> errors = process.StandardError.ReadToEndAsync();
            if (!process.WaitForExit(MostTime))
            {
                process.Kill(entireProcessTree: true);
                Assert.Fail($"{process.StartInfo.FileName} has not ended after {MostTime}.");
            }

            return (process.ExitCode, Text(output), Text(errors));
        }
    }

    // Lines end as in the texts of the tests, on every platform.
    private static string Text(Task<string> written) => written.GetAwaiter().GetResult().Replace(Environment.NewLine, "\n", StringComparison.Ordinal);

    private static Process Start(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string?>? variables = null)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardInput = true, RedirectStandardOutput = true };
        foreach ((string name, string? value) in variables ?? new Dictionary<string, string?>())
        {
            start.Environment[name] = value;
        }

        try
        {
            return Process.Start(start) ?? throw new InvalidOperationException($"{program} does not start.");
        }
        catch (System.ComponentModel.Win32Exception reason)
        {
            Assert.Ignore($"{program} cannot be started: {reason.Message}");
            throw;
        }
    }
}
