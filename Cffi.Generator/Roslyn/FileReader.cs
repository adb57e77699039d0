using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Cffi.Generator.Roslyn;

/// <summary>Reads additional files of C declarations, <c>*.cffi.h</c>, with the metadata of their items.</summary>
/// <remarks>
/// <c>Namespace</c> (otherwise the project's root namespace), <c>ClassName</c> (otherwise made from the file name), <c>Library</c>,
/// <c>BindAtOnce</c>, <c>Accessibility</c> (otherwise internal).
/// </remarks>
internal static class FileReader
{
    /// <summary>The ending of the names of such files.</summary>
    public const string Extension = ".cffi.h";

    private const string Metadata = "build_metadata.AdditionalFiles.";

    public static bool IsCFile(AdditionalText file) => file.Path.EndsWith(Extension, StringComparison.OrdinalIgnoreCase);

    /// <summary>The target of the file.</summary>
    public static FileTarget Read(AdditionalText file, AnalyzerConfigOptionsProvider provider, CancellationToken cancellation)
    {
        AnalyzerConfigOptions options = provider.GetOptions(file);
        string className = Value(options, Metadata + "ClassName") ?? ClassNameOf(file.Path);
        string? name = Value(options, Metadata + "Namespace") ?? Value(provider.GlobalOptions, "build_property.RootNamespace");
        string accessibility = Value(options, Metadata + "Accessibility") ?? "internal";
        string? library = Value(options, Metadata + "Library");
        if (!SyntaxFacts.IsValidIdentifier(className))
        {
            return Wrong(file, HostDescriptors.BadItem, $"ClassName is '{className}', which is not a name in C#");
        }

        if (name?.Split('.').All(SyntaxFacts.IsValidIdentifier) == false)
        {
            return Wrong(file, HostDescriptors.BadItem, $"Namespace is '{name}', which is not a name in C#");
        }

        if (accessibility is not ("public" or "internal"))
        {
            return Wrong(file, HostDescriptors.BadItem, $"Accessibility is '{accessibility}'; hint: write 'public' or 'internal'");
        }

        if (library?.Contains(';') == true)
        {
            return Wrong(file, HostDescriptors.BadItem, $"the libraries are '{library}', but bindings of Mode=\"Abi\" have one library; hint: use Mode=\"Api\" for several libraries");
        }

        string fullName = name is null ? className : $"{name}.{className}";
        return new FileTarget(file.Path, new BindingModel($"{fullName}{Extension}.g.cs", file.GetText(cancellation)?.ToString() ?? "", Escaped(className))
        {
            Namespace = name is null ? null : string.Join(".", name.Split('.').Select(Escaped)),
            Library = library,
            BindAtOnce = string.Equals(Value(options, Metadata + "BindAtOnce"), "true", StringComparison.OrdinalIgnoreCase),
            Accessibility = accessibility,
            FileName = file.Path,
        }, Problem: null);
    }

    /// <summary>Removes the output that two files would write.</summary>
    public static ImmutableArray<FileTarget> WithoutSecondClasses(ImmutableArray<FileTarget> targets)
    {
        var taken = new Dictionary<string, string>(StringComparer.Ordinal);
        ImmutableArray<FileTarget>.Builder result = ImmutableArray.CreateBuilder<FileTarget>(targets.Length);
        foreach (FileTarget target in targets)
        {
            if (target.Model is null || !taken.TryGetValue(target.Model.HintName, out string? first))
            {
                taken[target.Model?.HintName ?? target.Path] = target.Path;
                result.Add(target);
            }
            else
            {
                result.Add(target with
                {
                    Model = null,
                    Problem = (HostDescriptors.BadItem.Id, $"the class '{target.Model.ClassName}' is already the class of '{first}'; hint: set ClassName on one of the files"),
                });
            }
        }

        return result.MoveToImmutable();
    }

    private static string ClassNameOf(string path)
    {
        string file = Path.GetFileName(path);
        var name = new StringBuilder();
        bool isStart = true;
        foreach (char c in file.Substring(0, file.Length - Extension.Length))
        {
            bool isPart = SyntaxFacts.IsIdentifierPartCharacter(c);
            if (isPart)
            {
                name.Append(isStart ? char.ToUpperInvariant(c) : c);
            }

            isStart = !isPart;
        }

        return name.Length > 0 && char.IsDigit(name[0]) ? $"_{name}" : name.ToString();
    }

    private static string Escaped(string name) => SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None ? name : "@" + name;

    private static FileTarget Wrong(AdditionalText file, CDiagnosticDescriptor descriptor, string message) => new(file.Path, Model: null, (descriptor.Id, message));

    private static string? Value(AnalyzerConfigOptions options, string key) => options.TryGetValue(key, out string? value) && value.Length > 0 ? value : null;
}
