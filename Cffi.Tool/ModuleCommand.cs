using System.Text;
using Cffi.Generator.Emission;
using Cffi.Parser;

namespace Cffi.Tool;

/// <summary>Compiles a module of API mode for its platforms, and writes bindings of the completed declarations.</summary>
/// <remarks>An unchanged file is not written, so that its dependents need not be built again.</remarks>
internal sealed class ModuleCommand(ModuleOptions options, TextWriter errors)
{
    private readonly ModuleReport report = new(options, errors);

    /// <summary>Runs the command.</summary>
    /// <returns>Whether the command succeeded; otherwise it has written diagnostics.</returns>
    public bool Run()
    {
        try
        {
            string text = File.ReadAllText(options.File);
            string prelude = options.Prelude ?? (options.PreludeFile is { } given ? File.ReadAllText(given) : "");
            if (options is { Prelude: not null, PreludeFile: { } written })
            {
                // The file to which its messages refer.
                Put(written, prelude);
            }

            return Compile(text, prelude) is { Count: > 0 } modules && Write(text, modules);
        }
        catch (CffiException refusal)
        {
            report.Add(refusal);
            return false;
        }
        catch (Exception reason) when (reason is IOException or UnauthorizedAccessException)
        {
            errors.WriteLine($"{options.File}: error {ToolErrors.CannotReadOrWrite}: {reason.Message}");
            return false;
        }
        finally
        {
            report.Write();
        }
    }

    // The errors of all platforms are reported; the compilers run in parallel. The result is empty if there are errors.
    private List<CompletedModule> Compile(string text, string prelude)
    {
        foreach (CDiagnostic warning in new CParser(Target.Current, new DeclarationSet()).Parse(text, new CdefOptions { SourceName = options.File }))
        {
            report.Add(warning);
        }

        (PlatformOptions Platform, CompletedModule? Module, CffiException? Refusal)[] results =
            [.. options.Platforms.AsParallel().AsOrdered().Select(platform => Compile(text, prelude, platform))];
        var modules = new List<CompletedModule>();
        bool isRight = true;
        foreach ((PlatformOptions platform, CompletedModule? module, CffiException? refusal) in results)
        {
            if (module is not null)
            {
                modules.Add(module);
                report.AddSubstitution(module.Compiled);
            }
            else if (options.SkipMissingCompilers && IsMissing(refusal!))
            {
                report.AddLeftOut(platform.Name, refusal!);
            }
            else
            {
                report.Add(refusal!, platform.Name);
                isRight = false;
            }
        }

        if (isRight && modules.Count == 0)
        {
            report.Add(new PlatformException(options.Platforms));
        }

        return isRight ? modules : [];
    }

    private (PlatformOptions Platform, CompletedModule? Module, CffiException? Refusal) Compile(string text, string prelude, PlatformOptions platform)
    {
        try
        {
            return (platform, CompletedModule.Compile(text, options.File, options.Name, prelude, platform), null);
        }
        catch (CffiException refusal)
        {
            return (platform, null, refusal);
        }
    }

    private static bool IsMissing(CffiException refusal) => refusal is PlatformException or { Id: "CFFI8001" };

    private bool Write(string text, List<CompletedModule> modules)
    {
        if (Bindings(text, modules) is not { } bindings)
        {
            return false;
        }

        foreach (CompletedModule module in modules)
        {
            module.Compiled.Save(Path.Combine(options.LibraryFolder, module.Target.Name));
        }

        Put(options.Bindings, bindings);
        if (options.HeadersFile is { } headers)
        {
            Put(headers, string.Concat(modules.SelectMany(static module => module.Headers).Distinct().Select(static path => path + "\n")));
        }

        if (options.Stamp is { } stamp)
        {
            File.Delete(stamp);
            if (modules.Count == options.Platforms.Count)
            {
                // Otherwise the next build looks for a compiler again.
                File.WriteAllBytes(stamp, []);
            }
        }

        return true;
    }

    private string? Bindings(string text, List<CompletedModule> modules)
    {
        var request = new BindingRequest(text, options.ClassName)
        {
            Namespace = options.Namespace,
            Accessibility = options.Accessibility,
            BindAtOnce = options.BindAtOnce,
            FileName = options.File,
            Module = new BindingModule(options.Name, modules[0].TableSymbol, modules.ToDictionary(static module => module.Target, static module => module.Indexes)),
        };
        BindingResult result = BindingEmitter.Emit(request, [.. modules.Select(static module => new TargetText(module.Target, module.Compiled.Declarations))]);
        foreach (CDiagnostic diagnostic in result.Diagnostics)
        {
            report.Add(diagnostic);
        }

        return result.Diagnostics.Any(static diagnostic => diagnostic.Severity == CDiagnosticSeverity.Error) ? null : result.Source;
    }

    private static void Put(string path, string text)
    {
        byte[] contents = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false).GetBytes(text);
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        if (!File.Exists(path) || !File.ReadAllBytes(path).AsSpan().SequenceEqual(contents))
        {
            // The file is first written under another name, so that no process reads a partial file.
            string fresh = $"{path}.{Environment.ProcessId}";
            File.WriteAllBytes(fresh, contents);
            File.Move(fresh, path, overwrite: true);
        }
    }
}
