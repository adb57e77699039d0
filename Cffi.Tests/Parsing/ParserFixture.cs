using Cffi.Parser;
using NUnit.Framework;

namespace Cffi.Tests.Parsing;

/// <summary>A parser with its declarations, and short queries.</summary>
internal sealed class ParserFixture
{
    public ParserFixture(Target? target = null)
    {
        Declarations = new DeclarationSet();
        Parser = new CParser(target ?? Target.LinuxX64, Declarations);
    }

    public DeclarationSet Declarations { get; }

    public CParser Parser { get; }

    /// <summary>A fixture that has read a text without warnings.</summary>
    public static ParserFixture Of(string text)
    {
        var fixture = new ParserFixture();
        Assert.That(fixture.Parser.Parse(text), Is.Empty);
        return fixture;
    }

    public Declaration this[string name] =>
        Declarations.FindIdentifier(name) ?? throw new AssertionException($"'{name}' is not declared");

    /// <summary>The type of a function, variable or typedef, as C.</summary>
    public string TypeOf(string name) => this[name] switch
    {
        FunctionDeclaration function => function.Type.CName,
        VariableDeclaration variable => variable.Type.CName,
        TypedefDeclaration typedef => typedef.Type.CName,
        ConstantDeclaration constant => constant.Value!.Type.CName,
        var other => throw new AssertionException($"{other}"),
    };

    public CConstant Constant(string name) =>
        ((ConstantDeclaration)this[name]).Value ?? throw new AssertionException($"'{name}' has no value");

    public CRecordType Record(string tag) => ((RecordDeclaration)Declarations.FindTag(tag)!).Type;

    /// <summary>The type with a name; null if it is refused.</summary>
    public CType? TryType(string name)
    {
        try
        {
            return Parser.ParseType(name);
        }
        catch (CDefinitionException)
        {
            return null;
        }
    }

    /// <summary>The errors of a refused text.</summary>
    public IReadOnlyList<CDiagnostic> Errors(string text, CdefOptions? options = null) =>
        [.. Assert.Throws<CDefinitionException>(() => Parser.Parse(text, options))!.Diagnostics.Where(d => d.Severity == CDiagnosticSeverity.Error)];

    /// <summary>The only error of a text that a new parser refuses, with its source line and caret.</summary>
    public static string ErrorOf(string text)
    {
        IReadOnlyList<CDiagnostic> errors = new ParserFixture().Errors(text);
        Assert.That(errors, Has.Count.EqualTo(1), string.Join("\n", errors));
        return errors[0].Render();
    }
}
