using Cffi.Backend.Native.Api.Objects;

namespace Cffi.Backend.Native.Api.Stubs;

/// <summary>A variable, or anything that is an lvalue in C: a function tells its address, since <c>errno</c> has one per thread.</summary>
internal sealed class VariableCheck(VariableDeclaration variable) : DeclarationCheck(variable)
{
    private TypeProbe? probe;

    /// <summary>The place of the address function in the module's table.</summary>
    public int Place { get; private set; }

    public override void Write(StubText text, StubTypes types)
    {
        text.Define($"CFFI_STUB void *cffi_address_{variable.Name}(void) {{ return (void *)&({variable.Name}); }}");
        probe = new TypeProbe(text, types, variable.Name, variable.Type);
        Place = text.Address($"cffi_address_{variable.Name}");
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
