namespace Cffi.Modules.Stubs;

/// <summary>Checks a variable, or any other lvalue of C. A function of the module returns its address, because <c>errno</c> has one per thread.</summary>
/// <remarks>
/// A macro can be a compound literal, which lives as long as the function that evaluates it (C11 6.5.2.5p5). Outside
/// functions it lives as long as the module. No other lvalue ends with the function, and no other one
/// has braces. So a macro with braces is evaluated outside functions, and refused if that is not possible.
/// </remarks>
internal sealed class VariableCheck(VariableDeclaration variable) : DeclarationCheck(variable)
{
    private TypeProbe? probe;
    private int textSize;
    private bool isOutside;

    private string TextObject => "cffi_macro_" + variable.Name;

    /// <summary>The index of the address function in the module's table.</summary>
    public int Index { get; private set; }

    public override void Write(StubText text, StubTypes types)
    {
        string name = variable.Name;
        string symbol = TextObject;
        text.Directive($"#ifdef {name}");
        text.Define($"CFFI_DATA const char {symbol}[] = CFFI_STRING({name});");
        text.Directive("#else");
        text.Define($"CFFI_DATA const char {symbol}[] = \"\";");
        text.Directive("#endif");
        textSize = text.Fact($"sizeof({symbol})");
        if (isOutside)
        {
            text.Define($"CFFI_OUTSIDE(cffi_place_{name}, {name})");
        }

        text.Define($"CFFI_STUB void *cffi_address_{name}(void) {{ return {(isOutside ? "cffi_place_" + name : $"(void *)&({name})")}; }}");
        probe = new TypeProbe(text, types, variable.Name, variable.Type);
        Index = text.Address($"cffi_address_{variable.Name}");
    }

    public override bool Learn(ObjectFacts facts)
    {
        bool isNew = !isOutside && facts.Object(TextObject, facts[textSize]).Contains((byte)'{');
        isOutside |= isNew;
        return isNew;
    }

    public override void Read(ObjectFacts facts, Completion completion)
    {
        probe!.Compare(facts, completion, Declaration, $"variable '{variable.Name}'");
        if (TypeProbe.HasPartialLength(variable.Type))
        {
            completion.Replace(variable, new VariableDeclaration(variable.Name, probe.Completed(facts), variable.Span) { SymbolName = variable.SymbolName, IsThreadLocal = variable.IsThreadLocal, Attributes = variable.Attributes });
        }
    }
}
