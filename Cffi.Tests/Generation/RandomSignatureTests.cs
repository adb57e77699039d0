using System.Reflection;
using Cffi.Generator.Emission;
using Cffi.Tests.Fuzz;
using NUnit.Framework;

namespace Cffi.Tests.Generation;

/// <summary>Random signatures through generated C#, in both directions: compares the bytes received and returned.</summary>
public sealed class RandomSignatureTests
{
    [Test]
    public void Two_hundred_signatures_go_both_ways_as_was_meant() => Run(static check => SignatureLane.Run("CFFI_GENERATED", 200, check));

    [Test]
    public void A_file_of_registers_runs_out_alone() => Run(static check => SignatureLane.RunMatrix("CFFI_MATRIX", check));

    [Test, Category("Nightly")]
    public void Two_thousand_signatures_go_both_ways_as_was_meant() => Run(static check => SignatureLane.Run("CFFI_GENERATED", 2_000, check));

    // The cases of one C library share one compilation.
    private static void Run(Action<Func<SignatureLibrary, SignatureCase, string?>> lane)
    {
        var generated = new Dictionary<SignatureLibrary, GeneratedAssembly>();
        try
        {
            lane((library, one) =>
            {
                if (!generated.TryGetValue(library, out GeneratedAssembly? bindings))
                {
                    var request = new BindingRequest(library.Declarations, "Lib") { Library = library.Library.Path, Targets = [Target.Current] };
                    generated.Add(library, bindings = ForReflection(request));
                }

                return Downcall(library, bindings, one) ?? Upcall(library, bindings, one);
            });
        }
        finally
        {
            foreach (GeneratedAssembly bindings in generated.Values)
            {
                bindings.Dispose();
            }
        }
    }

    private static GeneratedAssembly ForReflection(BindingRequest request)
    {
        GeneratedAssembly bindings = GeneratedAssembly.Of(request, "");
        string methods = ReflectionMethods.For(bindings.Assembly.GetType("Lib")!);
        if (methods.Length == 0)
        {
            return bindings;
        }

        bindings.Dispose();
        return GeneratedAssembly.Of(request, methods);
    }

    private static string? Downcall(SignatureLibrary library, GeneratedAssembly bindings, SignatureCase one)
    {
        MethodInfo method = bindings.Method($"f_{one.Index}");
        ParameterInfo[] parameters = method.GetParameters();
        var expected = new byte[one.Parameters.Count][];
        var values = new object?[expected.Length];
        for (int i = 0; i < expected.Length; i++)
        {
            expected[i] = Filled(one.Parameters[i], one);
            library.Argument(i, expected[i].Length).Fill(0xA5);
            values[i] = GeneratedValues.Read(library.TypeOf(one.Parameters[i]), parameters[i].ParameterType, expected[i]);
        }

        byte[] result = one.Result is CVoidType ? [] : Filled(one.Result, one);
        result.CopyTo(library.Result(result.Length));
        object? returned = method.Invoke(null, BindingFlags.DoNotWrapExceptions, null, values, null);
        for (int i = 0; i < expected.Length; i++)
        {
            if (ValueBytes.Difference(one.Parameters[i], Target.Current, expected[i], library.Argument(i, expected[i].Length), $"a{i}") is { } difference)
            {
                return difference;
            }
        }

        return one.Result is CVoidType ? null
            : ValueBytes.Difference(one.Result, Target.Current, result, GeneratedValues.Write(library.TypeOf(one.Result), returned, result.Length), "result");
    }

    private static string? Upcall(SignatureLibrary library, GeneratedAssembly bindings, SignatureCase one)
    {
        MethodInfo call = bindings.Method($"u_{one.Index}");
        Type pointer = call.GetParameters()[0].ParameterType;
        Type body = pointer.GetNestedType("Body") ?? throw new CffiUnsupportedException("no Body", "a callback that generated code cannot make");
        var expected = new byte[one.Parameters.Count][];
        for (int i = 0; i < expected.Length; i++)
        {
            expected[i] = Filled(one.Parameters[i], one);
            expected[i].CopyTo(library.Argument(i, expected[i].Length));
        }

        byte[] result = one.Result is CVoidType ? [] : Filled(one.Result, one);
        library.Result(result.Length).Fill(0xA5);
        byte[][] received = [];
        Delegate recorder = GeneratedBody.Make(body, arguments =>
        {
            received = [.. arguments.Select((value, i) => GeneratedValues.Write(library.TypeOf(one.Parameters[i]), value, expected[i].Length))];
            return one.Result is CVoidType ? null : GeneratedValues.Read(library.TypeOf(one.Result), body.GetMethod("Invoke")!.ReturnType, result);
        });
        MethodInfo create = pointer.GetMethod("Create")!;
        object?[] bodyWithoutOptions = [recorder, .. new object?[create.GetParameters().Length - 1]];
        using var callback = (IDisposable)create.Invoke(null, BindingFlags.DoNotWrapExceptions, null, bodyWithoutOptions, null)!;
        call.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [callback.GetType().GetProperty("Pointer")!.GetValue(callback)], null);
        for (int i = 0; i < expected.Length; i++)
        {
            if (ValueBytes.Difference(one.Parameters[i], Target.Current, expected[i], received[i], $"a{i}") is { } difference)
            {
                return difference;
            }
        }

        return one.Result is CVoidType ? null : ValueBytes.Difference(one.Result, Target.Current, result, library.Result(result.Length), "result");
    }

    private static byte[] Filled(CType type, SignatureCase one) => ValueBytes.Random(type, Target.Current, one.Random);
}
