using Cffi.Parser.Diagnostics;
using Cffi.Parser.Lexing;

namespace Cffi.Parser.Preprocessing;

/// <summary>Selects the branches of <c>#if</c> (C11 6.10.1, C23 for <c>#elifdef</c>).</summary>
internal sealed class Conditionals
{
    // C11 5.2.4.1 requires 63.
    private const int DeepestCondition = 100_000;

    private readonly PreprocessingContext context;
    private readonly MacroExpander expander;
    private readonly Target target;
    private readonly Stack<Branch> open = new();

    public Conditionals(PreprocessingContext context, MacroExpander expander, Target target)
    {
        this.context = context;
        this.expander = expander.ForConditions();
        this.target = target;
    }

    /// <summary>Whether the current lines belong to a branch that is skipped.</summary>
    public bool IsSkipping { get; private set; }

    /// <summary>Executes a conditional directive; returns false for any other directive.</summary>
    /// <param name="word">The word after the <c>#</c>.</param>
    /// <param name="rest">The tokens after it.</param>
    public bool Obey(Token word, TokenList rest)
    {
        switch (word.Text)
        {
            case "if" or "ifdef" or "ifndef":
                if (open.Count == DeepestCondition)
                {
                    context.Report(Descriptors.TooDeep, word, "'#if' is nested too deeply");
                    return true;
                }

                var branch = new Branch(word, IsSkipping);
                open.Push(branch);
                Enter(branch, !IsSkipping && IsTrue(word, rest));
                return true;
            case "elif" or "elifdef" or "elifndef":
                if (Continue(word) is { } next)
                {
                    Enter(next, !next.IsInSkipped && !next.WasTaken && IsTrue(word, rest));
                }

                return true;
            case "else":
                if (Continue(word) is { } last)
                {
                    last.HasElse = true;
                    Enter(last, !last.IsInSkipped && !last.WasTaken);
                }

                return true;
            case "endif":
                if (open.Count == 0)
                {
                    Unbalanced(word);
                }
                else
                {
                    IsSkipping = open.Pop().IsInSkipped;
                }

                return true;
            default:
                return false;
        }
    }

    /// <summary>Reports the <c>#if</c> that is still open at the end of the text.</summary>
    public void Close()
    {
        if (open.Count > 0)
        {
            Token word = open.Peek().Word;
            context.Report(Descriptors.UnbalancedCondition, word, $"this '#{word.Text}' has no '#endif'");
        }
    }

    private void Enter(Branch branch, bool isTaken)
    {
        branch.WasTaken |= isTaken;
        IsSkipping = !isTaken;
    }

    private Branch? Continue(Token word)
    {
        if (open.Count == 0)
        {
            Unbalanced(word);
            return null;
        }

        if (open.Peek().HasElse)
        {
            context.Report(Descriptors.UnbalancedCondition, word, $"'#{word.Text}' comes after '#else'");
        }

        return open.Peek();
    }

    private void Unbalanced(Token word) =>
        context.Report(Descriptors.UnbalancedCondition, word, $"this '#{word.Text}' has no '#if'");

    private bool IsTrue(Token word, TokenList rest)
    {
        if (word.Name.EndsWith("if", StringComparison.Ordinal))
        {
            try
            {
                return ConditionEvaluator.IsTrue(expander.ExpandAll(rest), word, target, context.Source);
            }
            catch (RefusedException refusal)
            {
                context.Diagnostics.Add(refusal.Reason!);
                return false;
            }
        }

        if (rest.Count == 0 || !rest[0].IsWord)
        {
            context.Report(Descriptors.BadCondition, rest.Count == 0 ? word : rest[0], $"'#{word.Text}' needs a name");
            return false;
        }

        bool negates = word.Name.EndsWith("ndef", StringComparison.Ordinal);
        return BuiltInMacros.IsDefined(rest[0].Name, context.Macros) != negates;
    }

    /// <summary>The state of an <c>#if</c> and its branches.</summary>
    private sealed class Branch(Token word, bool isInSkipped)
    {
        public Token Word => word;

        public bool IsInSkipped => isInSkipped;

        public bool WasTaken { get; set; }

        public bool HasElse { get; set; }
    }
}
