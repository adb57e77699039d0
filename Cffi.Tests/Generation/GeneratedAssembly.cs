using System.Reflection;
using System.Runtime.Loader;
using Cffi.Generator.Emission;
using Cffi.Interop;
using Cffi.Parser;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NUnit.Framework;

namespace Cffi.Tests.Generation;

/// <summary>Generated C# together with a user's C#, compiled with warnings as errors, and loaded.</summary>
internal sealed class GeneratedAssembly : IDisposable
{
    private static readonly MetadataReference[] References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(static path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal) || Path.GetFileName(path) is "mscorlib.dll" or "netstandard.dll" or "Microsoft.CSharp.dll")
            .Append(typeof(Ffi).Assembly.Location).Append(typeof(CType).Assembly.Location).Append(typeof(CParser).Assembly.Location)
            .Select(static path => MetadataReference.CreateFromFile(path)),
    ];

    private readonly AssemblyLoadContext context;

    private GeneratedAssembly(AssemblyLoadContext context, Assembly assembly, string source)
    {
        this.context = context;
        Assembly = assembly;
        Source = source;
    }

    /// <summary>The compiled assembly.</summary>
    public Assembly Assembly { get; }

    /// <summary>The generated text.</summary>
    public string Source { get; }

    /// <summary>Generates <c>static partial class Lib</c> from a text, and compiles it with a user's code.</summary>
    /// <param name="text">C declarations.</param>
    /// <param name="user">C# members of a class that has 'using static Lib'; unsafe code is not allowed.</param>
    /// <param name="library">The library.</param>
    public static GeneratedAssembly Of(string text, string user, string? library = "c") =>
        Of(new BindingRequest(text, "Lib") { Library = library }, user);

    /// <summary>Generates the bindings of a request, and compiles them with a user's code.</summary>
    public static GeneratedAssembly Of(BindingRequest request, string user)
    {
        BindingResult result = BindingEmitter.Emit(request);
        Assert.That(result.Source, Is.Not.Null, () => string.Join("\n", result.Diagnostics.Select(static d => d.Render())));
        string users = $"using System;\nusing Cffi;\nusing Cffi.Errors;\nusing Cffi.Interop;\nusing static {request.ClassName};\npublic static class User {{\n{user}\n}}\n";
        CSharpCompilation compilation = Compile(result.Source!, users);
        using var stream = new MemoryStream();
        var emitted = compilation.Emit(stream);
        Assert.That(emitted.Diagnostics.Where(static d => d.Severity >= Microsoft.CodeAnalysis.DiagnosticSeverity.Warning), Is.Empty, () => string.Join("\n", emitted.Diagnostics.Take(20)) + "\n" + Numbered(result.Source!));
        stream.Position = 0;
        var context = new AssemblyLoadContext("generated", isCollectible: true);
        return new GeneratedAssembly(context, context.LoadFromStream(stream), result.Source!);
    }

    /// <summary>Compiles generated text to a file.</summary>
    public static void Write(string path, OutputKind kind, params string[] sources)
    {
        var emitted = Compile(kind, sources).Emit(path);
        Assert.That(emitted.Diagnostics.Where(static d => d.Severity >= Microsoft.CodeAnalysis.DiagnosticSeverity.Warning), Is.Empty);
    }

    /// <summary>The XML documentation of generated text, as a compiler writes it.</summary>
    public static string Documentation(string source)
    {
        using var assembly = new MemoryStream();
        using var documentation = new MemoryStream();
        Assert.That(Compile(source).Emit(assembly, xmlDocumentationStream: documentation).Success);
        return System.Text.Encoding.UTF8.GetString(documentation.ToArray());
    }

    /// <summary>Compiles generated text as a project with unsafe code and warnings as errors.</summary>
    public static CSharpCompilation Compile(params string[] sources) => Compile(OutputKind.DynamicallyLinkedLibrary, sources);

    private static CSharpCompilation Compile(OutputKind kind, string[] sources)
    {
        Native.PlatformSupport.RequireCSharpCompiler();
        var parsing = new CSharpParseOptions(LanguageVersion.Preview, DocumentationMode.Diagnose);
        var options = new CSharpCompilationOptions(
            kind,
            allowUnsafe: true,
            optimizationLevel: OptimizationLevel.Release,
            nullableContextOptions: NullableContextOptions.Enable,
            generalDiagnosticOption: ReportDiagnostic.Error,
            specificDiagnosticOptions: [new("CS1591", ReportDiagnostic.Suppress)]);
        return CSharpCompilation.Create("generated", sources.Select(source => CSharpSyntaxTree.ParseText(source, parsing)), References, options);
    }

    /// <summary>Calls a method of the user's class.</summary>
    public T Run<T>(string method, params object?[] arguments) =>
        (T)Assembly.GetType("User")!.GetMethod(method)!.Invoke(null, BindingFlags.DoNotWrapExceptions, null, arguments, null)!;

    /// <summary>The method of <c>Lib</c> with the C function's own parameters, or the one for it in <see cref="ReflectionMethods"/>.</summary>
    public MethodInfo Method(string name) => Assembly.GetType("User")!.GetMethod(name, BindingFlags.Static | BindingFlags.NonPublic) ?? Assembly.GetType("Lib")!.GetMethods().FirstOrDefault(method => method.Name == name
        && method.GetParameters().All(static one => one.ParameterType is { IsByRef: false, IsByRefLike: false, IsClass: false })) ?? throw new InvalidOperationException($"no method '{name}'");

    /// <summary>The difference between a generated struct and C's layout; null if there is none.</summary>
    public string? DifferenceOf(string record) => DifferenceOf(Assembly.GetType("Lib+" + record)!);

    /// <summary>The difference between a generated struct and C's layout; null if there is none.</summary>
    public static string? DifferenceOf(Type record) => (string?)typeof(CLayout).GetMethod(nameof(CLayout.Difference))!.MakeGenericMethod(record).Invoke(null, null);

    public void Dispose() => context.Unload();

    private static string Numbered(string text) => string.Join("\n", text.Split('\n').Select(static (line, i) => $"{i + 1,5} {line}"));
}
