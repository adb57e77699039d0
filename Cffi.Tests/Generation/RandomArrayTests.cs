using System.Text;
using Cffi.Generator.Emission;
using Cffi.Tests.Conversion;
using Cffi.Tests.Fuzz;
using Microsoft.CodeAnalysis;
using NUnit.Framework;

namespace Cffi.Tests.Generation;

/// <summary>Arrays of every element type in typed bindings: the array has what C wrote, or the C# compiler refuses the call.</summary>
public sealed class RandomArrayTests
{
    private static readonly Type[] Elements = [.. ArrayElements.All.Where(static type => type.Namespace == "System")];

    [Test]
    public void An_array_shows_what_C_wrote_or_the_call_does_not_compile()
    {
        ulong seed = FuzzSettings.Seed;
        int first = FuzzSettings.Number("CFFI_GENERATED_ARRAYS_FIRST", 0);
        int count = FuzzSettings.Number("CFFI_GENERATED_ARRAYS_COUNT", Elements.Length * ArrayKind.All.Count * 2 * 2);
        var request = new BindingRequest(ArrayKind.Declared, "Lib") { Library = ArrayFixture.FilePath };
        int[] compiled = Compiled(BindingEmitter.Emit(request).Source!);
        using GeneratedAssembly bindings = GeneratedAssembly.Of(request, string.Concat(compiled.Select(static call => Method(call) + "\n")));
        var failures = new List<string>();
        int refused = 0;
        for (int index = first; index < first + count; index++)
        {
            int call = index % Calls;
            if (Array.BinarySearch(compiled, call) < 0)
            {
                refused++;
                continue;
            }

            SplitMix64 random = SplitMix64.ForCase(seed, index);
            Array array = ArrayElements.Of(ElementOf(call), random.Between(1, 8), random);
            ArrayFixture.Lib.GetVariable("arrays_are_text").Assign(0);
            bindings.Run<object>($"M{call}", array, random.Next());
            if (ArrayFixture.Difference(KindOf(call), array, ArrayFixture.Lib) is { } wrong)
            {
                failures.Add($"{Method(call)}: {wrong}\n    replay: CFFI_SEED={seed} CFFI_GENERATED_ARRAYS_FIRST={index} CFFI_GENERATED_ARRAYS_COUNT=1");
            }
        }

        TestContext.Out.WriteLine($"CFFI_GENERATED_ARRAYS: seed {seed}, {count} calls, {count - refused - failures.Count} right, {refused} refused by the C# compiler, {failures.Count} wrong");
        Assert.That(failures, Is.Empty, string.Join("\n", failures.Take(10)));
        Assert.That(compiled, Has.Length.GreaterThan(2 * ArrayKind.All.Count / 2), "too many arrays are refused");
    }

    private static int Calls => Elements.Length * ArrayKind.All.Count * 2;

    private static Type ElementOf(int call) => Elements[call / 2 % Elements.Length];

    private static ArrayKind KindOf(int call) => ArrayKind.All[call / 2 / Elements.Length];

    // An array converts to a span; if the parameter is a reference, it refers to the array's first element.
    private static string Method(int call)
    {
        string element = ElementOf(call).FullName!;
        bool isConst = call % 2 == 1;
        string function = (isConst ? "read_" : "write_") + KindOf(call).Name;
        return $"public static object M{call}(Array a, ulong seed) {{ var e = ({element}[])a; {function}(e, e.Length{(isConst ? "" : ", seed")}); return e; }}";
    }

    // One compilation tests for every call whether it compiles.
    private static int[] Compiled(string source)
    {
        var text = new StringBuilder("using System;\nusing Cffi;\nusing Cffi.Interop;\nusing static Lib;\npublic static class User {\n");
        const int LinesBefore = 5;
        for (int call = 0; call < Calls; call++)
        {
            text.Append(Method(call)).Append('\n');
        }

        var refused = GeneratedAssembly.Compile(source, text.Append("}\n").ToString()).GetDiagnostics()
            .Where(static error => error.Severity == Microsoft.CodeAnalysis.DiagnosticSeverity.Error && error.Location.SourceTree is not null)
            .Select(static error => error.Location.GetLineSpan().StartLinePosition.Line - LinesBefore)
            .ToHashSet();
        return [.. Enumerable.Range(0, Calls).Where(call => !refused.Contains(call))];
    }
}
