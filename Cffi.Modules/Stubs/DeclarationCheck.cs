namespace Cffi.Modules.Stubs;

/// <summary>The check of one declaration in API mode: it asks the compiler, then compares and completes the declaration.</summary>
internal abstract class DeclarationCheck(Declaration declaration)
{
    public Declaration Declaration { get; } = declaration;

    /// <summary>Writes the questions into the stub. A stub can be written more than once.</summary>
    public abstract void Write(StubText text, StubTypes types);

    /// <summary>Whether the answers lead to further questions, which the next <see cref="Write"/> asks.</summary>
    public virtual bool Learn(ObjectFacts facts) => false;

    /// <summary>Whether there is another way to ask, after the compiler refused the first; the next <see cref="Write"/> uses it.</summary>
    public virtual bool AskOtherwise() => false;

    /// <summary>Reads the answers.</summary>
    public abstract void Read(ObjectFacts facts, Completion completion);

    /// <summary>The check of a declaration; null if there is nothing to ask.</summary>
    public static DeclarationCheck? For(Declaration declaration, StubTypes types) => declaration switch
    {
        FunctionDeclaration { IsImplementedInCSharp: false } function => new FunctionCheck(function),
        FunctionDeclaration function => new ExternCheck(function),
        VariableDeclaration variable => new VariableCheck(variable),
        ConstantDeclaration constant => CompilerMacros.Has(constant) ? null : new ConstantCheck(constant),
        TypedefDeclaration { Type: CPartialNumberType } typedef => new NumberTypedefCheck(typedef),
        TypedefDeclaration typedef when TypeProbe.HasPartialLength(typedef.Type) => new ArrayTypedefCheck(typedef),
        RecordDeclaration { Type.State: RecordState.Complete or RecordState.Partial } record when types.NameOf(record.Type) is not null => new RecordCheck(record),
        EnumDeclaration { Type.State: RecordState.Complete or RecordState.Partial } @enum => new EnumCheck(@enum),
        _ => null,
    };
}
