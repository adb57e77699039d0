using System.Diagnostics;
using System.Reflection;
using Cffi.Tests.Fuzz;

namespace Cffi.Tests.Native;

/// <summary>Runs the test host, a small program, in processes of their own.</summary>
internal static class TestHost
{
    private static readonly TimeSpan MostTime = TimeSpan.FromMinutes(5);
    private static readonly string Configuration = typeof(TestHost).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;

    /// <summary>The program to run with <c>dotnet exec</c>.</summary>
    public static string Assembly { get; } = Path.Combine(RepositoryFolder.Path, "Cffi.TestHost", "bin", Configuration, "net10.0", "Cffi.TestHost.dll");

    /// <summary>Starts the host; it waits for its standard input to end where its first lines say so.</summary>
    public static Process Start(params string[] arguments) => Start("dotnet", ["exec", Assembly, .. arguments]);

    /// <summary>Runs the host to its end.</summary>
    public static (int ExitCode, string Output, string Errors) Run(params string[] arguments) => Finish(Start(arguments));

    /// <summary>Runs the host with some variables changed; null removes one.</summary>
    public static (int ExitCode, string Output, string Errors) Run(IReadOnlyDictionary<string, string?> variables, params string[] arguments) =>
        Finish(Start("dotnet", ["exec", Assembly, .. arguments], variables));

    /// <summary>Runs the host with or without dynamic code, and with some variables changed.</summary>
    /// <param name="isDynamic">Whether there is dynamic code.</param>
    /// <param name="folder">Where the configuration of that mode is kept.</param>
    /// <param name="variables">The variables.</param>
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

    /// <summary>Runs a script of the shell that may run the host: <c>"$@"</c> is the host with the arguments.</summary>
    public static (int ExitCode, string Output, string Errors) RunScript(string script, params string[] arguments) =>
        Finish(Start("/bin/sh", ["-c", script, "sh", "dotnet", "exec", Assembly, .. arguments]));

    /// <summary>Runs a script with a file system table of its own, where mounts end with it.</summary>
    public static (int ExitCode, string Output, string Errors) RunPrivately(string script, params string[] arguments)
    {
        if (!Environment.IsPrivilegedProcess || Finish(Start("unshare", ["-m", "true"])).ExitCode != 0)
        {
            Assert.Ignore("mounting a small file system needs root and unshare.");
        }

        return Finish(Start("unshare", ["-m", "/bin/sh", "-c", script, "sh", "dotnet", "exec", Assembly, .. arguments]));
    }

    /// <summary>Ends the standard input of a process and waits for it.</summary>
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

            return (process.ExitCode, output.GetAwaiter().GetResult(), errors.GetAwaiter().GetResult());
        }
    }

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
            Assert.Ignore($"{program} is not here: {reason.Message}");
            throw;
        }
    }
}
