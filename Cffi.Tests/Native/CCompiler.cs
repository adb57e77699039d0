using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using Cffi.Modules.Descriptions;
using NUnit.Framework;

namespace Cffi.Tests.Native;

/// <summary>A C compiler of this machine. The tests compare their results with it.</summary>
public sealed class CCompiler
{
    private readonly string path;
    private readonly string[] options;

    private CCompiler(string name, string path, params string[] options)
    {
        Name = name;
        this.path = path;
        this.options = options;
    }

    /// <summary>The compiler and its target, for messages.</summary>
    public string Name { get; }

    /// <summary>gcc for this machine. If gcc is missing, the test fails, because every comparison with C needs it.</summary>
    public static CCompiler Gcc => new("gcc", RequireGcc());

    /// <summary>
    /// gcc for a target: this machine's gcc for x86-64 Linux and 32-bit x86, a cross compiler for 64-bit Arm, gcc with musl's
    /// headers for musl. If the compiler is missing, the test is ignored.
    /// </summary>
    public static CCompiler GccFor(Target target)
    {
        if (target == Target.LinuxArm64 || target == Target.LinuxMuslX64)
        {
            string name = target == Target.LinuxArm64 ? "aarch64-linux-gnu-gcc" : "musl-gcc";
            string? cross = Find(name);
            if (cross is null)
            {
                Assert.Ignore($"{name} is not on the PATH: eng/install-deps.sh installs it.");
            }

            return new CCompiler(name, cross!);
        }

        if (RuntimeInformation.ProcessArchitecture != Architecture.X64 || !OperatingSystem.IsLinux())
        {
            Assert.Ignore($"This machine's gcc does not compile for {target}.");
        }

        return target.Name switch
        {
            "linux-x64" => Gcc,
            "linux-x86" => new CCompiler("gcc -m32", RequireGcc(), "-m32"),
            _ => throw new ArgumentOutOfRangeException(nameof(target)),
        };
    }

    /// <summary>mingw's gcc for x64 Windows. If it is missing, the test is ignored.</summary>
    public static CCompiler Mingw
    {
        get
        {
            const string name = "x86_64-w64-mingw32-gcc";
            string? path = Find(name);
            if (path is null)
            {
                Assert.Ignore($"{name} is not on the PATH: eng/install-deps.sh installs it.");
            }

            // long double as in Microsoft's library, and layouts as in its compiler.
            return new CCompiler(name, path!, "-mlong-double-64", "-mms-bitfields", "-mno-stack-arg-probe");
        }
    }

    /// <summary>clang for a target. If clang is missing, the test is ignored.</summary>
    public static CCompiler ClangFor(Target target)
    {
        string? path = Find("clang") ?? Find("clang-14") ?? Find("clang-19") ?? Find("clang-16");
        if (path is null)
        {
            Assert.Ignore("clang is not on the PATH. Only clang can lay out types for other targets.");
        }

        string triple = TripleOf(target);
        return new CCompiler("clang --target=" + triple, path!, "--target=" + triple);
    }

    /// <summary>The name of a target for clang.</summary>
    public static string TripleOf(Target target) => target.Name switch
    {
        "linux-x64" => "x86_64-linux-gnu",
        "linux-x86" => "i386-linux-gnu",
        "linux-arm64" => "aarch64-linux-gnu",
        "linux-musl-x64" => "x86_64-linux-musl",
        "linux-musl-arm64" => "aarch64-linux-musl",
        "osx-x64" => "x86_64-apple-macos11",
        "osx-arm64" => "arm64-apple-macos11",
        "win-x64" => "x86_64-pc-windows-msvc",
        "win-x86" => "i686-pc-windows-msvc",
        "win-arm64" => "aarch64-pc-windows-msvc",
        _ => throw new ArgumentOutOfRangeException(nameof(target)),
    };

    /// <summary>Compiles C text to an object file and returns its bytes. Nothing is linked or run.</summary>
    public byte[] CompileObject(string text, params string[] more)
    {
        using var folder = new TemporaryFolder();
        string output = folder.File("case.o");
        Compile(text, output, folder, ["-c", "-O0", "-w", .. more]);
        return File.ReadAllBytes(output);
    }

    /// <summary>Compiles C text to a shared library at a path.</summary>
    public void CompileLibrary(string text, string output, params string[] more)
    {
        using var folder = new TemporaryFolder();
        Compile(text, output, folder, ["-shared", "-fPIC", "-w", .. Name == "gcc" ? Sanitizers.Arguments : [], .. more]);
    }

    // Several runs of test.sh compile the same texts with the same compilers, so they share the output. A failed compilation
    // is not kept.
    private void Compile(string text, string output, TemporaryFolder folder, string[] arguments)
    {
        if (Environment.GetEnvironmentVariable("CFFI_COMPILED") is not { Length: > 0 } kept)
        {
            Run(text, folder, [.. arguments, "-o", output]);
            return;
        }

        string compiled = Path.Combine(kept, Checksum.NameOf(Encoding.UTF8.GetBytes(string.Join('\0', [path, .. options, .. arguments, text]))));
        if (!File.Exists(compiled))
        {
            Directory.CreateDirectory(kept);
            string unfinished = Path.Combine(kept, Path.GetRandomFileName());
            Run(text, folder, [.. arguments, "-o", unfinished]);
            File.Move(unfinished, compiled, overwrite: true);
        }

        File.Copy(compiled, output, overwrite: true);
    }

    /// <summary>Compiles C text to a program at a path.</summary>
    public void CompileProgram(string text, string output, params string[] more)
    {
        using var folder = new TemporaryFolder();
        Compile(text, output, folder, ["-O1", "-w", .. more]);
    }

    /// <summary>Checks C text with its static assertions.</summary>
    public void Check(string text)
    {
        using var folder = new TemporaryFolder();
        Run(text, folder, "-fsyntax-only", "-w");
    }

    /// <summary>The compiler's errors in C text; empty if there are none.</summary>
    public string Errors(string text, params string[] more)
    {
        using var folder = new TemporaryFolder();
        (_, _, string errors) = Start(text, folder, ["-fsyntax-only", "-w", .. more]);
        return errors;
    }

    /// <summary>The preprocessor's output, and its errors and warnings.</summary>
    public (string Output, string Errors) Preprocess(string text, params string[] more)
    {
        using var folder = new TemporaryFolder();

        // The output goes to standard output, because gcc deletes an output file after errors.
        (_, string output, string errors) = Start(text, folder, ["-E", .. more]);
        return (output, errors);
    }

    private void Run(string text, TemporaryFolder folder, params string[] arguments)
    {
        (int exitCode, _, string errors) = Start(text, folder, arguments);
        if (exitCode != 0)
        {
            Assert.Fail($"{Name} refuses a test's C text (exit code {exitCode}):\n{Head(errors, 4000)}\n--- text ---\n{Head(text, 4000)}");
        }
    }

    private (int ExitCode, string Output, string Errors) Start(string text, TemporaryFolder folder, params string[] arguments)
    {
        string source = folder.File("case.c");
        File.WriteAllText(source, text);
        var start = new ProcessStartInfo(path) { RedirectStandardError = true, RedirectStandardOutput = true };

        // Only the compiled code uses the sanitizers, not the compiler.
        start.Environment.Remove("LD_PRELOAD");
        foreach (string argument in (string[])[.. options, .. arguments, source])
        {
            start.ArgumentList.Add(argument);
        }

        using Process process = Process.Start(start) ?? throw new InvalidOperationException($"{path} does not start.");
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        string errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output.Result, errors);
    }

    private static string RequireGcc() =>
        Find("gcc") ?? throw new AssertionException("gcc is not on the PATH. Install it: the tests compare their results with it.");

    private static string Head(string text, int length) => text.Length <= length ? text : text[..length] + "\n...";

    /// <summary>The path of a program; null where no folder of PATH has it.</summary>
    public static string? Find(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Where(static folder => folder.Length > 0)
            .Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? name + ".exe" : name))
            .FirstOrDefault(File.Exists);
}
