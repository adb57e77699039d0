
namespace Cffi.Modules.Stubs;

/// <summary>The completed declarations of a module, until all of them are checked.</summary>
/// <remarks>
/// Types on which other layouts depend are completed at once, because the next declaration needs them; <see cref="Undo"/> takes
/// this back if the module is refused.
/// </remarks>
/// <param name="target">The target for which the declarations are completed.</param>
/// <param name="declarations">The checked declarations, in the order of the texts.</param>
internal sealed class Completion(Target target, IReadOnlyList<Declaration> declarations)
{
    private const string OtherType = "a different type";
    private readonly List<CDiagnostic> diagnostics = [];
    private readonly List<(int Diagnostic, string Expression)> questions = [];
    private readonly List<Action> undo = [];
    private readonly Dictionary<Declaration, Declaration> replaced = [];

    public Target Target => target;

    /// <summary>All differences so far.</summary>
    public IReadOnlyList<CDiagnostic> Diagnostics => diagnostics;

    public void Report(CDiagnosticDescriptor descriptor, Declaration declaration, string message, string? hint = null) =>
        diagnostics.Add(descriptor.At(declaration.Span, message, hint));

    /// <summary>Reports both sides of a difference.</summary>
    public void Differs(CDiagnosticDescriptor descriptor, Declaration declaration, string subject, string declared, string actual, string? hint = null) =>
        Report(descriptor, declaration, $"{subject}: the declaration says {declared}, the C compiler says {actual}", hint);

    /// <summary>Reports an expression with a different type; <see cref="Answer"/> sets that type.</summary>
    public void DiffersInType(CDiagnosticDescriptor descriptor, Declaration declaration, string subject, string declared, string expression)
    {
        questions.Add((diagnostics.Count, expression));
        Differs(descriptor, declaration, subject, $"'{declared}'", OtherType, "declare it as the header does: 'long' and 'long long', for example, are different types");
    }

    /// <summary>The expressions for whose types the compiler is asked.</summary>
    public IReadOnlyList<string> Questions => [.. questions.Select(static question => question.Expression)];

    /// <summary>Inserts the compiler's types into the messages.</summary>
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

    /// <summary>Throws if there are differences, in the order of the texts.</summary>
    /// <exception cref="VerificationException">There are differences.</exception>
    public void ThrowIfDifferent()
    {
        if (diagnostics.Count > 0)
        {
            List<CSourceText> texts = [.. declarations.Select(static declaration => declaration.Span.Source).Distinct()];
            throw new VerificationException([.. diagnostics.OrderBy(d => texts.IndexOf(d.Span.Source)).ThenBy(static d => d.Span.Start)]);
        }
    }

    /// <summary>Completes a type, and records how to undo this.</summary>
    public void Complete(Action complete, Action takeBack)
    {
        complete();
        undo.Add(takeBack);
    }

    /// <summary>Removes the layout of a record if the module is refused, because it may depend on the module's facts.</summary>
    public void Watch(CRecordType record) => undo.Add(() => RecordLayoutCache.Forget(record, target));

    /// <summary>Sets the layout of a record to the compiler's layout.</summary>
    public void Give(CRecordType record, RecordLayout layout) =>
        Complete(() => RecordLayoutCache.Give(record, target, layout), () => RecordLayoutCache.Forget(record, target));

    /// <summary>Replaces a partial declaration with a complete one when the module is accepted.</summary>
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

    /// <summary>The declarations, as they will be when the module is accepted.</summary>
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
