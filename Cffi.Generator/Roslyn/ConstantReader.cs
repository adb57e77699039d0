using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Cffi.Generator.Roslyn;

/// <summary>Reads a constant string expression piece by piece, through constants into other files.</summary>
internal sealed class ConstantReader(Compilation compilation, List<TextMap.Run> runs, CancellationToken cancellation)
{
    private readonly StringBuilder value = new();

    /// <summary>The value as far as it was read.</summary>
    public string Value => value.ToString();

    /// <summary>Appends an expression.</summary>
    public void Read(SyntaxNode expression)
    {
        cancellation.ThrowIfCancellationRequested();
        switch (expression)
        {
            case ParenthesizedExpressionSyntax parenthesized:
                Read(parenthesized.Expression);
                break;
            case BinaryExpressionSyntax binary when binary.IsKind(SyntaxKind.AddExpression):
                Read(binary.Left);
                Read(binary.Right);
                break;
            case LiteralExpressionSyntax literal when literal.IsKind(SyntaxKind.StringLiteralExpression):
                new LiteralReader(this, literal, []).Read();
                break;
            case InterpolatedStringExpressionSyntax interpolated:
                new LiteralReader(this, interpolated, [.. interpolated.Contents.OfType<InterpolationSyntax>()]).Read();
                break;
            default:
                ReadConstant(expression);
                break;
        }
    }

    /// <summary>Appends characters of the value that come from a range of the source.</summary>
    public void Append(string characters, SyntaxTree tree, int start, int length, bool isLiteral = true)
    {
        bool isAsWritten = isLiteral && characters.Length == length;
        if (isAsWritten && runs.Count > 0 && runs[runs.Count - 1] is var last && last.Tree == tree && last.Source.End == start && last.Length == last.Source.Length && last.IsLiteral)
        {
            runs[runs.Count - 1] = last with { Length = last.Length + length, Source = new TextSpan(last.Source.Start, last.Length + length) };
        }
        else if (characters.Length > 0)
        {
            runs.Add(new TextMap.Run(value.Length, characters.Length, tree, new TextSpan(start, length)) { IsLiteral = isLiteral });
        }

        value.Append(characters);
    }

    private void ReadConstant(SyntaxNode expression)
    {
        SemanticModel model = compilation.GetSemanticModel(expression.SyntaxTree);
        ISymbol? symbol = model.GetSymbolInfo(expression, cancellation).Symbol;
        if (symbol is IFieldSymbol { IsConst: true, DeclaringSyntaxReferences.Length: 1 } &&
            symbol.DeclaringSyntaxReferences[0].GetSyntax(cancellation) is VariableDeclaratorSyntax { Initializer.Value: { } initializer })
        {
            Read(initializer);
        }
        else if (model.GetConstantValue(expression, cancellation) is { HasValue: true, Value: string text })
        {
            // A constant of another assembly, nameof and similar expressions: the whole expression gives the value.
            Append(text, expression.SyntaxTree, expression.SpanStart, expression.Span.Length, isLiteral: false);
        }
    }
}
