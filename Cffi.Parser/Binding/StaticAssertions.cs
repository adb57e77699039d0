using Cffi.Parser.Diagnostics;
using Cffi.Parser.Literals;
using Cffi.Parser.Syntax;

namespace Cffi.Parser.Binding;

/// <summary>Evaluates static assertions (C11 6.7.10).</summary>
internal static class StaticAssertions
{
    /// <exception cref="RefusedException">The assertion fails, or is not constant.</exception>
    public static void Check(StaticAssertionSyntax syntax, BindingContext context)
    {
        if (context.Constants.Integer(syntax.Condition).IsZero)
        {
            string message = syntax.Message.Length == 0 ? "" : ": " + TextLiterals.Text(syntax.Message, context.Source, context.Target);
            throw context.Refuse(Descriptors.StaticAssertion, syntax.First, "the static assertion fails" + message, $"on {context.Target.Name}");
        }
    }
}
