using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Cffi.Mutation;

/// <summary>Finds expressions and statements that a programmer could have got wrong: operators, limits, constants, conditions, arguments.</summary>
internal static class MutantFinder
{
    private static readonly Dictionary<SyntaxKind, string[]> Operators = new()
    {
        [SyntaxKind.LessThanExpression] = ["<=", ">="],
        [SyntaxKind.LessThanOrEqualExpression] = ["<", ">"],
        [SyntaxKind.GreaterThanExpression] = [">=", "<="],
        [SyntaxKind.GreaterThanOrEqualExpression] = [">", "<"],
        [SyntaxKind.EqualsExpression] = ["!="],
        [SyntaxKind.NotEqualsExpression] = ["=="],
        [SyntaxKind.LogicalAndExpression] = ["||"],
        [SyntaxKind.LogicalOrExpression] = ["&&"],
        [SyntaxKind.AddExpression] = ["-"],
        [SyntaxKind.SubtractExpression] = ["+"],
        [SyntaxKind.MultiplyExpression] = ["/"],
        [SyntaxKind.DivideExpression] = ["*"],
        [SyntaxKind.ModuloExpression] = ["/"],
        [SyntaxKind.LeftShiftExpression] = [">>"],
        [SyntaxKind.RightShiftExpression] = ["<<"],
        [SyntaxKind.BitwiseAndExpression] = ["|"],
        [SyntaxKind.BitwiseOrExpression] = ["&"],
    };

    /// <summary>All mutants of a file.</summary>
    public static IEnumerable<Mutant> Find(SyntaxTree tree, SemanticModel model)
    {
        foreach (SyntaxNode node in tree.GetRoot().DescendantNodes().Where(static node => !IsFixed(node)))
        {
            foreach ((string kind, string replacement) in Of(node, model))
            {
                yield return new Mutant(tree, node, kind, replacement);
            }
        }
    }

    private static IEnumerable<(string Kind, string Replacement)> Of(SyntaxNode node, SemanticModel model)
    {
        switch (node)
        {
            // A declaration cannot be removed: its variables would be unassigned.
            case ExpressionSyntax when Declares(node):
                break;
            case BinaryExpressionSyntax binary when Operators.TryGetValue(binary.Kind(), out string[]? others) && IsSimple(model.GetTypeInfo(binary).Type) && IsSimple(model.GetTypeInfo(binary.Left).Type):
                foreach (string other in others)
                {
                    yield return ("operator", $"{binary.Left} {other} {binary.Right}");
                }

                break;
            case LiteralExpressionSyntax literal when literal.IsKind(SyntaxKind.NumericLiteralExpression) && model.GetTypeInfo(literal).ConvertedType?.SpecialType is SpecialType.System_Int32 or SpecialType.System_Int64:
                yield return ("constant", $"{literal} + 1");
                yield return ("constant", $"{literal} - 1");
                break;
            case InvocationExpressionSyntax call when model.GetTypeInfo(call).Type is { SpecialType: not SpecialType.System_Void }:
                if (Swapped(call, model) is { } swapped)
                {
                    yield return ("arguments", swapped);
                }

                if (model.GetTypeInfo(call).Type?.SpecialType == SpecialType.System_Boolean)
                {
                    yield return ("condition", $"!{call}");
                }

                break;
            case MemberAccessExpressionSyntax or IdentifierNameSyntax
                when node.Parent is IfStatementSyntax or ConditionalExpressionSyntax or PrefixUnaryExpressionSyntax or BinaryExpressionSyntax && model.GetTypeInfo(node).Type?.SpecialType == SpecialType.System_Boolean:
                yield return ("condition", $"!{node}");
                break;
            case IsPatternExpressionSyntax:
                yield return ("condition", $"!({node})");
                break;
            case ExpressionStatementSyntax { Expression: InvocationExpressionSyntax } when !Declares(node):
                yield return ("statement", "");
                break;
            case ExpressionStatementSyntax { Expression: AssignmentExpressionSyntax assignment } when !Declares(node) && (!assignment.IsKind(SyntaxKind.SimpleAssignmentExpression) || assignment.Left is MemberAccessExpressionSyntax or ElementAccessExpressionSyntax):
                yield return ("statement", "");
                break;
        }
    }

    private static string? Swapped(InvocationExpressionSyntax call, SemanticModel model)
    {
        // Math.Max and Math.Min have the same result with swapped arguments.
        if (call.Expression.ToString() is "Math.Max" or "Math.Min")
        {
            return null;
        }

        SeparatedSyntaxList<ArgumentSyntax> arguments = call.ArgumentList.Arguments;
        for (int i = 0; i + 1 < arguments.Count; i++)
        {
            if (arguments[i].RefKindKeyword == default && arguments[i + 1].RefKindKeyword == default && arguments[i].NameColon is null && arguments[i + 1].NameColon is null
                && model.GetTypeInfo(arguments[i].Expression).Type is { } type && SymbolEqualityComparer.Default.Equals(type, model.GetTypeInfo(arguments[i + 1].Expression).Type)
                && arguments[i].ToString() != arguments[i + 1].ToString())
            {
                SeparatedSyntaxList<ArgumentSyntax> changed = arguments.Replace(arguments[i], arguments[i + 1]);
                changed = changed.Replace(changed[i + 1], arguments[i]);
                return call.WithArgumentList(call.ArgumentList.WithArguments(changed)).ToString();
            }
        }

        return null;
    }

    private static bool Declares(SyntaxNode node) => node.DescendantNodesAndSelf().Any(static inner => inner is DeclarationExpressionSyntax or SingleVariableDesignationSyntax or LambdaExpressionSyntax);

    private static bool IsSimple(ITypeSymbol? type) => type is { SpecialType: >= SpecialType.System_Boolean and <= SpecialType.System_Double } or { TypeKind: TypeKind.Enum } or { TypeKind: TypeKind.Class };

    // The language needs a constant or a name here. Error messages have their own tests.
    private static bool IsFixed(SyntaxNode node) => node.AncestorsAndSelf().Any(static outer => outer
        is AttributeListSyntax or EnumMemberDeclarationSyntax or PatternSyntax or CaseSwitchLabelSyntax or InterpolatedStringExpressionSyntax or ThrowStatementSyntax or ThrowExpressionSyntax
        or FieldDeclarationSyntax or EqualsValueClauseSyntax { Parent: ParameterSyntax } or ConstructorInitializerSyntax
        || outer is LocalDeclarationStatementSyntax { IsConst: true });
}
