using System.Globalization;
using Cffi.Core.CallPlans;
using Cffi.Modules.Objects;

namespace Cffi.Modules.Stubs;

/// <summary>
/// Checks a function that C# implements. The stub defines it under its name, so that C can call it, as a call through a pointer that
/// is set at run time. A second pointer reports a call to a function without an implementation. A third pointer is called
/// instead of the first if only C compilers can pass the values: with a block of their addresses (<see cref="CallbackStub"/>).
/// </summary>
internal sealed class ExternCheck(FunctionDeclaration function) : DeclarationCheck(function)
{
    /// <summary>The index of the function's address in the module's table.</summary>
    public int Index { get; private set; }

    /// <summary>The index of the three pointers.</summary>
    public int SlotIndex { get; private set; }

    public override void Write(StubText text, StubTypes types)
    {
        string name = function.Name;
        string slots = $"cffi_extern_{name}";
        IReadOnlyList<CType> parameters = function.Type.Parameters;
        string[] names = [.. Enumerable.Range(0, parameters.Count).Select(static i => "cffi_" + i.ToString(CultureInfo.InvariantCulture))];
        string list = parameters.Count == 0 ? "void" : string.Join(", ", names.Select((argument, i) => types.Print(parameters[i], argument)));
        string head = types.Print(function.Type.Result, $"{name}({list})");
        if (IsOfKeywords(function.Type))
        {
            // The prelude can call it, and may declare it again, as static or not (C11 6.2.2p5).
            text.Forward($"static {head};");
        }

        bool isVoid = function.Type.Result.Unqualified is CVoidType;
        string zero = isVoid ? "" : $"static {types.Print(function.Type.Result.Unqualified, "cffi_zero")}; ";
        text.Define($"static void *{slots}[3];");
        text.Define(
            $"CFFI_DATA {head} {{ {zero}if ({slots}[0]) {{ {(isVoid ? "" : "return ")}(({types.Print(function.Type.PointerTo())}){slots}[0])({string.Join(", ", names)}); {(isVoid ? "return; " : "")}}} "
            + (CompiledPassing.IsFor(function.Type) ? $"if ({slots}[2]) {{ {CallbackStub.Block(function.Type, types)}((void (*)(void **)){slots}[2])(cffi_block); return{(isVoid ? "" : " cffi_result")}; }} " : "")
            + $"if ({slots}[1]) ((void (*)(const char *)){slots}[1])(\"{name}\"); {(isVoid ? "" : "return cffi_zero; ")}}}");
        Index = text.Address(name);
        SlotIndex = text.Address("&" + slots);
    }

    public override void Read(ObjectFacts facts, Completion completion)
    {
        if (function.Type.IsVariadic)
        {
            completion.Report(VerificationDescriptors.NotImplementable, Declaration, $"'{function.Name}' is variadic: C# cannot know its arguments", "declare its parameters");
        }
    }

    // The declarations that are possible before any header is included.
    private static bool IsOfKeywords(CType type) => type.Unqualified switch
    {
        CFunctionType function => IsOfKeywords(function.Result) && function.Parameters.All(IsOfKeywords) && function.Convention == CCallingConvention.Default,
        CPointerType pointer => IsOfKeywords(pointer.Item),
        CPrimitiveType primitive => !primitive.IsLibraryName && primitive.Primitive is not (CPrimitiveKind.Int128 or CPrimitiveKind.UInt128 or CPrimitiveKind.Float16 or CPrimitiveKind.Float128),
        CVoidType => true,
        _ => false,
    } && type is not CAlignedType;
}
