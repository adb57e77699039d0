using Cffi.Tests.Native;
using Cffi.Tool;

namespace Cffi.Tests.Tool;

/// <summary>A folder in which the tool compiles modules, as in a build.</summary>
internal sealed class ModuleFolder : IDisposable
{
    private readonly TemporaryFolder folder = new();

    /// <summary>The platform of this machine.</summary>
    public static string Host => new Ffi().Target.Name;

    /// <summary>The path of a file.</summary>
    public string File(string name) => folder.File(name);

    /// <summary>The text of a file.</summary>
    public string Text(string name) => System.IO.File.ReadAllText(File(name));

    /// <summary>The path of a module's library for a platform, or of another of its files.</summary>
    public string Library(string module, string platform, string ending = ".so") => File(Path.Combine("out", platform, $"A.B.{module}{ending}"));

    /// <summary>Compiles <c>A.B.name</c> from a text and a prelude, by default for this machine. The bindings are <c>name.g.cs</c>.</summary>
    public (int ExitCode, string Errors) Run(string name, string text, string prelude, params string[] more)
    {
        System.IO.File.WriteAllText(File($"{name}.cffi.h"), text);
        System.IO.File.WriteAllText(File($"{name}.prelude.h"), prelude);
        string[] arguments =
        [
            File($"{name}.cffi.h"), "--name", $"A.B.{name}", "--namespace", "A.B", "--class", name, "--bindings", File($"{name}.g.cs"), "--library-folder", File("out"),
            "--prelude-file", File($"{name}.prelude.h"), "--headers-file", File($"{name}.headers"), "--stamp", File($"{name}.stamp"), "[--platform]",
            .. more.Contains("[--platform]") ? (string[])[] : [Host], .. more.SkipWhile(static word => word == "[--platform]"),
        ];
        System.IO.File.WriteAllLines(File($"{name}.rsp"), arguments);
        var errors = new StringWriter();
        return (CommandLine.Run(["module", "@" + File($"{name}.rsp")], TextWriter.Null, errors), errors.ToString());
    }

    /// <inheritdoc/>
    public void Dispose() => folder.Dispose();
}
