
namespace Cffi.Modules.Stubs;

/// <summary>What the compiler's facts make of the declarations, until all of them are known to fit.</summary>
/// <remarks>
/// Types that lay out others are completed at once, since the next declaration needs them; <see cref="Undo"/> takes
/// that back when the module is refused.
/// </remarks>
/// <param name="target">What the declarations are completed for.</param>
/// <param name="declarations">What is checked, in the order of the texts.</param>
internal sealed class Completion(Target target, IReadOnlyList<Declaration> declarations)
{
    private const string OtherType = "another type";
    private readonly List<CDiagnostic> diagnostics = [];
    private readonly List<(int Diagnostic, string Expression)> questions = [];
    private readonly List<Action> undo = [];
    private readonly Dictionary<Declaration, Declaration> replaced = [];

    public Target Target => target;

    /// <summary>All that differs so far.</summary>
    public IReadOnlyList<CDiagnostic> Diagnostics => diagnostics;

    public void Report(CDiagnosticDescriptor descriptor, Declaration declaration, string message, string? hint = null) =>
        diagnostics.Add(descriptor.At(declaration.Span, message, hint));

    /// <summary>Reports a difference, both sides of it.</summary>
    public void Differs(CDiagnosticDescriptor descriptor, Declaration declaration, string subject, string declared, string actual, string? hint = null) =>
        Report(descriptor, declaration, $"{subject}: the declaration says {declared}, the C compiler says {actual}", hint);

    /// <summary>Reports an expression of another type; <see cref="Answer"/> says which.</summary>
    public void DiffersInType(CDiagnosticDescriptor descriptor, Declaration declaration, string subject, string declared, string expression)
    {
        questions.Add((diagnostics.Count, expression));
        Differs(descriptor, declaration, subject, $"'{declared}'", OtherType, "declare it as the header does: 'long' and 'long long', for example, are different types");
    }

    /// <summary>The expressions whose types the compiler is to be asked for.</summary>
    public IReadOnlyList<string> Questions => [.. questions.Select(static question => question.Expression)];

    /// <summary>Puts the compiler's types into the messages.</summary>
    /// <param name="types">By the number of the question.</param>
    public void Answer(IReadOnlyDictionary<int, string> types)
    {
        foreach ((int number, string type) in types.Where(answer => answer.Key < questions.Count))
        {
            CDiagnostic diagnostic = diagnostics[questions[number].Diagnostic];
            string message = diagnostic.Message[..^OtherType.Length] + $"'{type}'";
            diagnostics[questions[number].Diagnostic] = diagnostic with { Message = message };
        }
    }

    public void Add(CDiagnostic diagnostic) => diagnostics.Add(diagnostic);

    /// <summary>Throws what differs, in the order of the texts.</summary>
    /// <exception cref="VerificationException">Something does.</exception>
    public void ThrowIfDifferent()
    {
        if (diagnostics.Count > 0)
        {
            List<CSourceText> texts = [.. declarations.Select(static declaration => declaration.Span.Source).Distinct()];
            throw new VerificationException([.. diagnostics.OrderBy(d => texts.IndexOf(d.Span.Source)).ThenBy(static d => d.Span.Start)]);
        }
    }

    /// <summary>Completes a type, with the way back.</summary>
    public void Complete(Action complete, Action takeBack)
    {
        complete();
        undo.Add(takeBack);
    }

    /// <summary>Drops a record's layout if the module is refused: it may be computed from what the module told.</summary>
    public void Watch(CRecordType record) => undo.Add(() => RecordLayoutCache.Forget(record, target));

    /// <summary>Gives a record the layout that the compiler uses.</summary>
    public void Give(CRecordType record, RecordLayout layout) =>
        Complete(() => RecordLayoutCache.Give(record, target, layout), () => RecordLayoutCache.Forget(record, target));

    /// <summary>Puts a complete declaration in the place of a partial one, when the module is accepted.</summary>
    public void Replace(Declaration partial, Declaration complete) => replaced[partial] = complete;

    /// <summary>Evaluates the macros that only the loaded module can evaluate, and compares the values with the declared ones.</summary>
    /// <param name="evaluate">Reads the value from the loaded module.</param>
    public void Evaluate(Func<VariableDeclaration, ConstantDeclaration> evaluate)
    {
        foreach ((Declaration declared, Declaration complete) in replaced.ToArray())
        {
            if (EvaluationMark.IsOn(complete))
            {
                ConstantDeclaration evaluated = evaluate((VariableDeclaration)complete);
                replaced[declared] = evaluated;
                if (declared is ConstantDeclaration { Value: { } value })
                {
                    ConstantCheck.Compare(declared, value, evaluated.Value!, this);
                }
            }
        }
    }

    /// <summary>Declarations as they are when the module is accepted.</summary>
    public IReadOnlyList<Declaration> Completed(IEnumerable<Declaration> some) => [.. some.Select(declaration => replaced.GetValueOrDefault(declaration, declaration))];

    public void Undo()
    {
        for (int i = undo.Count - 1; i >= 0; i--)
        {
            undo[i]();
        }

        undo.Clear();
    }

    /// <summary>Accepts the module.</summary>
    public void Commit(DeclarationSet set)
    {
        undo.Clear();
        set.Replace(replaced);
    }
}
