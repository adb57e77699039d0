namespace Cffi.Modules.Stubs;

/// <summary><c>typedef int T[...];</c>: the compiler gives the length.</summary>
internal sealed class ArrayTypedefCheck(TypedefDeclaration typedef) : DeclarationCheck(typedef)
{
    private TypeProbe? probe;

    public override void Write(StubText text, StubTypes types) => probe = new TypeProbe(text, types, $"(*({typedef.Name} *)0)", typedef.Type);

    public override void Read(ObjectFacts facts, Completion completion)
    {
        probe!.Compare(facts, completion, Declaration, $"type '{typedef.Name}'");
        completion.Replace(typedef, new TypedefDeclaration(typedef.Name, probe.Completed(facts), typedef.Span) { Attributes = typedef.Attributes });
    }
}
