using Cffi.Parser.Binding;
using Cffi.Parser.Binding.Constants;
using Cffi.Parser.Diagnostics;
using Cffi.Parser.Grammar;
using Cffi.Parser.Lexing;
using Cffi.Parser.Preprocessing;
using Cffi.Parser.Syntax;
using Sprache;
using System.Diagnostics;

namespace Cffi.Parser;

/// <summary>Reads C declarations and type names into one set of declarations.</summary>
/// <remarks>Members may be called from any thread; one text is read at a time.</remarks>
[DebuggerDisplay("{target.Name,nq}, {texts.Count} texts")]
public sealed class CParser
{
    private readonly object gate = new();
    private readonly Target target;
    private readonly DeclarationSet declarations;
    private readonly NameTable names = new();
    private readonly MacroTable macros;
    private readonly IncludedNames included = new();
    private readonly List<ReadText> texts = [];
    private bool isReading;

    /// <summary>Makes a parser.</summary>
    /// <param name="target">The platform whose type sizes are used in constant expressions.</param>
    /// <param name="declarations">The set that gets the declarations and in which names are looked up.</param>
    public CParser(Target target, DeclarationSet declarations)
    {
        this.target = target;
        this.declarations = declarations;
        macros = new MacroTable(target, names);
    }

    /// <summary>The minimum number of tokens to read at a time; affects only the speed.</summary>
    internal int TokensAtOnce { get; init; } = 500;

    /// <summary>Reads declarations and adds them all to the set, or none of them.</summary>
    /// <param name="text">C declarations.</param>
    /// <param name="options">How to read them; null for the defaults.</param>
    /// <returns>The warnings, in the order of the text.</returns>
    /// <exception cref="CDefinitionException">The text has errors. The exception lists all of them, and the set is unchanged.</exception>
    /// <exception cref="CffiUnsupportedException">The include resolver that this parser asks uses the parser.</exception>
    public IReadOnlyList<CDiagnostic> Parse(string text, CdefOptions? options = null)
    {
        options ??= new CdefOptions();
        var source = new CSourceText(options.SourceName, text);
        var diagnostics = new DiagnosticBag();
        CheckOptions(options, source, diagnostics);
        lock (gate)
        {
            ThrowIfReading();
            var scope = new DeclarationScope(declarations, included, target, ReadHeaderTypes, options.Override, isReadOnly: false);
            bool isCommitted = false;
            isReading = true;
            try
            {
                var preprocessing = new PreprocessingContext(source, names, macros, new PackState(options.Pack), diagnostics)
                {
                    IsOverriding = options.Override, Included = included, Texts = new IncludedTexts(options.IncludeResolver, included),
                };
                var context = new BindingContext(source, target, scope, diagnostics, options);
                new TextBinder(context).Bind(() => Tokens(preprocessing, scope));
                diagnostics.ThrowIfErrors();
                int firstMacro = scope.Count;
                if (macros.HasStaged)
                {
                    new MacroConstants(context, preprocessing).Declare();
                    diagnostics.ThrowIfErrors();
                }

                scope.Commit(firstMacro);
                macros.Commit();
                included.Commit();
                texts.Add(new ReadText(text, options));
                isCommitted = true;
            }
            finally
            {
                isReading = false;
                if (!isCommitted)
                {
                    scope.Discard();
                    macros.Discard();
                    included.Discard();
                }
            }
        }

        return diagnostics.InOrder();
    }

    /// <summary>Parses all accepted texts again for another platform.</summary>
    /// <param name="other">The other platform, with its macros and its sizes in constant expressions.</param>
    /// <param name="into">An empty set for the declarations.</param>
    /// <returns>A parser for type names of that set.</returns>
    /// <exception cref="CDefinitionException">A text has errors on that platform.</exception>
    public CParser Reread(Target other, DeclarationSet into)
    {
        ReadText[] all;
        lock (gate)
        {
            all = [.. texts];
        }

        var parser = new CParser(other, into);
        foreach (ReadText read in all)
        {
            parser.Parse(read.Text, read.Options);
        }

        return parser;
    }

    /// <summary>Reads a type name, such as <c>int *</c>, <c>char[32]</c> or <c>int(*)(const void *)</c>.</summary>
    /// <param name="typeName">A type name (C11 6.7.7).</param>
    /// <returns>The type.</returns>
    /// <exception cref="CDefinitionException">The text is not a type name, or uses an undeclared name.</exception>
    public CType ParseType(string typeName)
    {
        var source = new CSourceText("<type>", typeName);
        var diagnostics = new DiagnosticBag();
        lock (gate)
        {
            ThrowIfReading();
            var scope = new DeclarationScope(declarations, included, target, ReadHeaderTypes, isOverriding: false, isReadOnly: true);
            var context = new BindingContext(source, target, scope, diagnostics, new CdefOptions());
            Token input;
            try
            {
                input = Tokens(new PreprocessingContext(source, names, macros, new PackState(0), diagnostics), scope);
            }
            finally
            {
                macros.Discard();
            }

            diagnostics.ThrowIfErrors();
            CType? type = Bind(Specifiers.WholeTypeName(input), input, context);
            diagnostics.ThrowIfErrors();
            return type!;
        }
    }

    /// <summary>Why a macro that was defined is not a constant.</summary>
    /// <param name="name">The macro's name.</param>
    /// <returns>The reason, to be printed after the macro's name; null if the macro is a constant or is not defined.</returns>
    public string? ReasonNotConstant(string name)
    {
        lock (gate)
        {
            return macros.Find(name)?.ReasonNotConstant;
        }
    }

    // The lock lets its own thread in.
    private void ThrowIfReading()
    {
        if (isReading)
        {
            throw new CffiUnsupportedException("CFFI7035", "the include resolver uses the Ffi or parser that asks it for a text; declare before or after, or use another Ffi");
        }
    }

    private static DeclarationSet ReadHeaderTypes(Target target)
    {
        var declarations = new DeclarationSet();
        new CParser(target, declarations).Parse(HeaderTexts.Types, new CdefOptions { SourceName = HeaderTexts.Name });
        return declarations;
    }

    private Token Tokens(PreprocessingContext context, DeclarationScope scope)
    {
        var reader = new TokenReader(context, target, TokensAtOnce);
        return Token.Link(reader.Read(), new GrammarContext(context.Source, scope.IsTypedefName, reader.Read));
    }

    private static CType? Bind(IResult<TypeNameSyntax> result, Token start, BindingContext context)
    {
        if (!result.WasSuccessful)
        {
            var failed = (Token)result.Remainder;
            context.Diagnostics.Add(Recovery.UnknownType(start, failed) is { } name
                ? SpecifierBinder.UnknownType(name, context.Scope, context.Source)
                : SyntaxErrors.Describe(result, start, context.Source));
            return null;
        }

        try
        {
            return context.Declarators.Bind(result.Value);
        }
        catch (RefusedException refusal)
        {
            if (refusal.Reason is { } reason)
            {
                context.Diagnostics.Add(reason);
            }

            return null;
        }
    }

    private static void CheckOptions(CdefOptions options, CSourceText source, DiagnosticBag diagnostics)
    {
        if (options.Pack != 0 && !PackPragma.IsValid(options.Pack))
        {
            diagnostics.Add(Descriptors.BadAlignment.At(
                new SourceSpan(source, 0, 0), FormattableString.Invariant($"Pack is {options.Pack}, which is not an alignment of '#pragma pack'"), "set it to 0 (none), 1, 2, 4, 8 or 16"));
            diagnostics.ThrowIfErrors();
        }
    }

    private sealed record ReadText(string Text, CdefOptions Options);
}
