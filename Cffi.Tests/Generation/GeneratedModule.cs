using System.Reflection;
using System.Runtime.Loader;
using Cffi.Tests.Native;
using Cffi.Tool;
using Microsoft.CodeAnalysis;
using NUnit.Framework;

namespace Cffi.Tests.Generation;

/// <summary>A module of API mode with its bindings, made in the same way as by a build, together with a user's C#.</summary>
internal sealed class GeneratedModule : IDisposable
{
    private readonly TemporaryFolder folder;
    private readonly AssemblyLoadContext context;
    private readonly Assembly assembly;

    private GeneratedModule(TemporaryFolder folder, string source)
    {
        this.folder = folder;
        Source = source;
        context = new AssemblyLoadContext("module", isCollectible: true);
        assembly = context.LoadFromAssemblyPath(folder.File("User.dll"));
    }

    /// <summary>The generated text.</summary>
    public string Source { get; }

    /// <summary>Compiles a module and <c>static partial class Lib</c>.</summary>
    /// <param name="text">C declarations.</param>
    /// <param name="prelude">The C text before them.</param>
    /// <param name="user">C# members of a class that has 'using static Lib'.</param>
    /// <param name="part">C# members of <c>Lib</c>.</param>
    public static GeneratedModule Of(string text, string prelude, string user, string part = "")
    {
        var folder = new TemporaryFolder();
        (int exitCode, string errors) = Generate(folder, text, prelude);
        Assert.That((exitCode, errors), Is.EqualTo((ExitCode.Done, "")));
        foreach (string file in Directory.GetFiles(folder.File(new Ffi().Target.Name)))
        {
            // A build copies the files to the program's folder.
            File.Move(file, folder.File(Path.GetFileName(file)));
        }

        string source = File.ReadAllText(folder.File("Lib.g.cs"));
        string users = $"using System;\nusing Cffi;\nusing Cffi.Interop;\nusing static Lib;\npublic static class User {{\n{user}\n}}\nstatic partial class Lib {{\n{part}\n}}\n";
        GeneratedAssembly.Write(folder.File("User.dll"), OutputKind.DynamicallyLinkedLibrary, source, users);
        return new GeneratedModule(folder, source);
    }

    /// <summary>Runs the command that a build runs.</summary>
    /// <returns>Its exit code and its messages.</returns>
    public static (int ExitCode, string Errors) Generate(TemporaryFolder folder, string text, string prelude)
    {
        File.WriteAllText(folder.File("lib.cffi.h"), text);
        File.WriteAllText(folder.File("lib.prelude.h"), prelude);
        string name = "_" + Path.GetFileName(Path.GetDirectoryName(folder.File("lib")))!.Replace('-', '_');
        string[] arguments =
        [
            "module", folder.File("lib.cffi.h"), "--name", name, "--class", "Lib", "--bindings", folder.File("Lib.g.cs"), "--library-folder", folder.File("."),
            "--prelude-file", folder.File("lib.prelude.h"), "--platform", new Ffi().Target.Name, "--accessibility", "public",
        ];
        var output = new StringWriter();
        return (CommandLine.Run(arguments, TextWriter.Null, output), output.ToString());
    }

    /// <summary>Calls a method of the user's class.</summary>
    public T Run<T>(string method, params object?[] arguments) =>
        (T)assembly.GetType("User")!.GetMethod(method)!.Invoke(null, BindingFlags.DoNotWrapExceptions, null, arguments, null)!;

    public void Dispose()
    {
        context.Unload();
        folder.Dispose();
    }
}
