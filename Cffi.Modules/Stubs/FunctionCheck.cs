using System.Globalization;

namespace Cffi.Modules.Stubs;

/// <summary>Checks a function. The module has its address; for a macro, it has a stub that uses the macro.</summary>
internal sealed class FunctionCheck(FunctionDeclaration function) : DeclarationCheck(function)
{
    private int same;

    /// <summary>The index of the function's address in the module's table.</summary>
    public int Index { get; private set; }

    /// <summary>The index of the stub that takes a block of addresses; -1 if there is none.</summary>
    public int BlockIndex { get; private set; } = -1;

    public override void Write(StubText text, StubTypes types)
    {
        string name = function.Name;
        string check = $"CFFI_SAME_{name}";
        string target = $"CFFI_FUNCTION_{name}";
        string isSame = $"#define {check} CFFI_SAME_FUNCTION({name}, {types.Print(function.Type)})";
        if (function.Type.IsVariadic)
        {
            // A stub cannot pass variable arguments on, so the module has the function itself and not a macro with its name.
            text.Directive(isSame.Replace($"CFFI_SAME_FUNCTION({name},", $"CFFI_SAME_FUNCTION((({name})),", StringComparison.Ordinal));
            text.Directive($"#define {target} CFFI_FUNCTION(({name}), {types.Print(function.Type)})");
        }
        else
        {
            text.Directive($"#ifdef {name}");
            text.Define(Stub(types));
            text.Directive($"#define {check} 1");
            text.Directive($"#define {target} cffi_call_{name}");
            text.Directive("#else");
            text.Directive(isSame);
            text.Directive($"#define {target} CFFI_FUNCTION({name}, {types.Print(function.Type)})");
            text.Directive("#endif");
        }

        same = text.Fact(check);
        Index = text.Address(target);
        if (BlockStub.IsFor(function.Type))
        {
            text.Define(BlockStub.Write(name, function.Type, types));
            BlockIndex = text.Address(BlockStub.NameOf(name));
        }
    }

    public override void Read(ObjectFacts facts, Completion completion)
    {
        if (facts[same] == 0)
        {
            completion.DiffersInType(
                VerificationDescriptors.FunctionType, Declaration, $"function '{function.Name}'", CTypePrinter.Print(function.Type, function.Name), function.Name);
        }
    }

    private string Stub(StubTypes types)
    {
        IReadOnlyList<CType> parameters = function.Type.Parameters;
        IEnumerable<string> names = Enumerable.Range(0, parameters.Count).Select(static i => "cffi_" + i.ToString(CultureInfo.InvariantCulture));
        string list = parameters.Count == 0 ? "void" : string.Join(", ", names.Select((name, i) => types.Print(parameters[i], name)));
        string head = types.Print(function.Type.Result, $"cffi_call_{function.Name}({list})");
        string call = $"{function.Name}({string.Join(", ", names)});";
        return $"CFFI_STUB {head} {{ {(function.Type.Result.Unqualified is CVoidType ? "" : "return ")}{call} }}";
    }
}
