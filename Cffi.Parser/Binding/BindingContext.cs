using Cffi.Parser.Binding.Constants;
using Cffi.Parser.Diagnostics;
using Cffi.Parser.Lexing;

namespace Cffi.Parser.Binding;

/// <summary>What binding one text has to know, and the parts that do it, which need each other.</summary>
internal sealed class BindingContext
{
    public BindingContext(CSourceText source, Target target, DeclarationScope scope, DiagnosticBag diagnostics, CdefOptions options)
    {
        Source = source;
        Target = target;
        Scope = scope;
        Diagnostics = diagnostics;
        Options = options;
        Constants = new ConstantEvaluator(this);
        Types = new ExpressionTypes(this);
        Attributes = new AttributeBinder(this);
        Specifiers = new SpecifierBinder(this);
        Declarators = new DeclaratorBinder(this);
        Records = new RecordBinder(this);
        Enums = new EnumBinder(this);
    }

    public CSourceText Source { get; }

    public Target Target { get; }

    public DeclarationScope Scope { get; }

    public DiagnosticBag Diagnostics { get; }

    public CdefOptions Options { get; }

    public ConstantEvaluator Constants { get; }

    public ExpressionTypes Types { get; }

    public AttributeBinder Attributes { get; }

    public SpecifierBinder Specifiers { get; }

    public DeclaratorBinder Declarators { get; }

    public RecordBinder Records { get; }

    public EnumBinder Enums { get; }

    /// <summary>Whether the functions declared here are for C# to implement (<c>extern "C#"</c>).</summary>
    public bool IsForCSharp { get; set; }

    /// <summary>
    /// Whether a refusal is only a reason, not an error: then a near name is not worth its search, which looks at all
    /// names there are.
    /// </summary>
    public bool IsTrying { get; set; }

    /// <summary>A hint that names the nearest candidate, or else <paramref name="otherwise"/>.</summary>
    public string? Suggest(string name, Func<IEnumerable<string>> candidates, string? otherwise = null)
    {
        string suggestion = IsTrying ? "" : NearestName.Suggestion(name, candidates());
        return suggestion.Length > 0 ? suggestion : otherwise;
    }

    /// <summary>The refusal of what stands at a token.</summary>
    public RefusedException Refuse(CDiagnosticDescriptor descriptor, Token at, string message, string? hint = null) =>
        new(descriptor.At(at.In(Source), message, hint));
}
