using System.Text;
using Cffi.Generator.Emission;

namespace Cffi.Tool;

/// <summary>Compiles a module of API mode, and writes bindings of what the compiler completed.</summary>
/// <remarks>A file that is as it should be is not written: what depends on it need not be built again.</remarks>
internal sealed class ModuleCommand(ModuleOptions options, TextWriter errors)
{
    /// <summary>Does it.</summary>
    /// <returns>Whether all is done; else diagnostics have been written.</returns>
    public bool Run()
    {
        try
        {
            string text = File.ReadAllText(options.File);
            string prelude = options.PreludeFile is { } file ? File.ReadAllText(file) : "";
            CompletedModule module = CompletedModule.Compile(options, text, prelude, Report);
            if (!WriteBindings(text, module))
            {
                return false;
            }

            if (options.HeadersFile is { } headers)
            {
                WriteIfDifferent(headers, Encoding.UTF8.GetBytes(string.Concat(module.Headers.Select(static path => path + "\n"))));
            }

            return true;
        }
        catch (CDefinitionException refusal)
        {
            return Refused(refusal.Diagnostics);
        }
        catch (VerificationException refusal)
        {
            return Refused(refusal.Diagnostics);
        }
        catch (CompilationException refusal) when (refusal.Diagnostics.Count > 0)
        {
            return Refused(refusal.Diagnostics);
        }
        catch (CffiException refusal)
        {
            // The message begins with the id; only its first line is a diagnostic, the rest is the compiler's own text.
            errors.WriteLine($"{options.File}: error {refusal.Message}");
            return false;
        }
        catch (IOException reason)
        {
            errors.WriteLine($"{options.File}: error {ToolErrors.CannotReadOrWrite}: {reason.Message}");
            return false;
        }
    }

    private bool WriteBindings(string text, CompletedModule module)
    {
        var request = new BindingRequest(text, options.ClassName)
        {
            Namespace = options.Namespace,
            Accessibility = options.Accessibility,
            BindAtOnce = options.BindAtOnce,
            FileName = options.File,
            Module = module.Places,
        };
        BindingResult result = BindingEmitter.Emit(request, [new TargetText(module.Target, module.Declarations)]);
        foreach (Diagnostic diagnostic in result.Diagnostics)
        {
            Report(diagnostic);
        }

        if (result.Source is null)
        {
            return false;
        }

        WriteIfDifferent(options.Bindings, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false).GetBytes(result.Source));
        return true;
    }

    private static void WriteIfDifferent(string path, byte[] contents)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        if (!File.Exists(path) || !File.ReadAllBytes(path).AsSpan().SequenceEqual(contents))
        {
            // Another name first: a program that has the old library open keeps it as it is.
            string fresh = $"{path}.{Environment.ProcessId}";
            File.WriteAllBytes(fresh, contents);
            File.Move(fresh, path, overwrite: true);
        }
    }

    private bool Refused(IReadOnlyList<Diagnostic> diagnostics)
    {
        foreach (Diagnostic diagnostic in diagnostics)
        {
            Report(diagnostic);
        }

        return false;
    }

    private void Report(Diagnostic diagnostic)
    {
        FilePosition position = diagnostic.Span.FilePosition;
        string file = position.File == "<prelude>" ? options.PreludeFile ?? options.File : position.File;
        string severity = diagnostic.Severity == DiagnosticSeverity.Error ? "error" : "warning";
        string hint = diagnostic.Hint is null ? "" : $"; hint: {diagnostic.Hint}";
        errors.WriteLine(FormattableString.Invariant($"{file}({position.Line},{position.Column}): {severity} {diagnostic.Id}: {diagnostic.Message}{hint}"));
    }
}
