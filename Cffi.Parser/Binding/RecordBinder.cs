using Cffi.Parser.Diagnostics;
using Cffi.Parser.Lexing;
using Cffi.Parser.Syntax;

namespace Cffi.Parser.Binding;

/// <summary>Finds, declares and completes structures and unions (C11 6.7.2.1, 6.7.2.3).</summary>
internal sealed class RecordBinder
{
    private readonly BindingContext context;
    private readonly MemberBinder members;
    private readonly List<CRecordType> beingDefined = [];

    public RecordBinder(BindingContext context)
    {
        this.context = context;
        members = new MemberBinder(context);
    }

    /// <summary>Whether the members of a record are being parsed.</summary>
    public bool IsBeingDefined(CRecordType record) => beingDefined.Contains(record);

    public CRecordType Bind(RecordSpecifierSyntax syntax)
    {
        bool isUnion = syntax.First.Kind == TokenKind.Union;
        BoundAttributes attributes = context.Attributes.Bind(syntax.Attributes);
        if (syntax.Tag is not { } tag)
        {
            var unnamed = new CRecordType(isUnion, null);
            Complete(unnamed, syntax, attributes);
            return unnamed;
        }

        CRecordType? known = Find(tag, isUnion, isDefinition: syntax.Body is not null);
        if (syntax.Body is null)
        {
            AttributeUse.Tag.ReportAll(attributes, context);
            return known ?? Declare(new CRecordType(isUnion, tag.Name), syntax, tag);
        }

        if (context.Scope.IsReadOnly)
        {
            throw context.Refuse(Descriptors.NotATypeName, syntax.Body.Open, "a type name cannot define a tag", $"declare '{SpecifierOf(syntax, tag)}' with Cdef first");
        }

        if (known is { State: RecordState.Complete or RecordState.Partial } && !context.Scope.IsOverriding)
        {
            RefuseUnlessSame(known, syntax, attributes, tag);
            return known;
        }

        if (known is null || known.State is RecordState.Complete or RecordState.Partial)
        {
            known = Declare(new CRecordType(isUnion, tag.Name), syntax, tag);
        }
        else if (IsBeingDefined(known))
        {
            throw context.Refuse(Descriptors.Conflict, tag, $"'{known.CName}' is defined within itself");
        }

        Complete(known, syntax, attributes);
        return known;
    }

    // A text may define a type of a header itself.
    private CRecordType? Find(Token tag, bool isUnion, bool isDefinition)
    {
        switch (context.Scope.FindTag(tag.Name) ?? (isDefinition ? null : context.Scope.UseTag(tag.Name)))
        {
            case null:
                WarnOfUnknown(tag, isUnion, isDefinition);
                return null;
            case RecordDeclaration declaration when declaration.Type.IsUnion == isUnion:
                return declaration.Type;
            case { } other when context.Scope.IsOverriding && !context.Scope.IsReadOnly:
                return null;
            case { } other:
                throw context.Refuse(
                    Descriptors.Conflict, tag, $"'{tag.Name}' is a tag of {Article(other)} {SpecifierBinder.Keyword(other)}, not of a {(isUnion ? "union" : "struct")}", $"it is declared at {other.Span}");
        }
    }

    private void WarnOfUnknown(Token tag, bool isUnion, bool isDefinition)
    {
        if (!isDefinition && context.Scope.HeaderOfUnknown(tag.Name) is { } header)
        {
            context.Diagnostics.Add(Descriptors.UnknownOfHeader.At(
                tag.In(context.Source), $"the members of '{(isUnion ? "union" : "struct")} {tag.Name}' of <{header}> are not known for {context.Target.Name}", "use pointers to it, or declare it as the target's headers do"));
        }
    }

    private CRecordType Declare(CRecordType record, RecordSpecifierSyntax syntax, Token tag)
    {
        if (context.Scope.IsReadOnly)
        {
            throw context.Refuse(Descriptors.UnknownTag, tag, $"'{record.CName}' is not declared", context.Suggest(tag.Name, context.Scope.Tags));
        }

        context.Scope.DeclareTag(new RecordDeclaration(record, syntax.First.In(context.Source).To(tag.In(context.Source))));
        return record;
    }

    private void Complete(CRecordType record, RecordSpecifierSyntax syntax, BoundAttributes attributes)
    {
        RecordBodySyntax body = syntax.Body!;
        beingDefined.Add(record);
        IReadOnlyList<CMember> bound = members.Bind(record.IsUnion, body, out bool isPartial);
        beingDefined.Remove(record);
        BoundAttributes all = attributes.With(context.Attributes.Bind(body.Attributes));
        AttributedTypes.Of(record, all, AttributeUse.Record with { IsTransparent = record.IsUnion }, syntax.Tag ?? syntax.First, context);
        record.Complete(bound, Rules(body, all), isPartial);
        context.Scope.Completed(record);
        if (all.IsTransparent)
        {
            record.MakeTransparent();
        }

        context.Scope.DeclareTag(new RecordDeclaration(record, syntax.First.In(context.Source).To(body.Close.In(context.Source))) { Attributes = all.Kept });
    }

    // C23 6.7.2.3: a body may be repeated with the same content.
    private void RefuseUnlessSame(CRecordType known, RecordSpecifierSyntax syntax, BoundAttributes attributes, Token tag)
    {
        context.Scope.NoteComparison();
        IReadOnlyList<CMember> bound = members.Bind(known.IsUnion, syntax.Body!, out bool isPartial);
        if (isPartial != known.IsPartial || Rules(syntax.Body!, attributes.With(context.Attributes.Bind(syntax.Body!.Attributes))) != known.LayoutRules || !TypeComparison.HaveSameMembers(known.Members, bound, context.Target))
        {
            throw context.Refuse(
                Descriptors.Conflict,
                tag,
                $"'{known.CName}' is defined twice, with different content",
                $"the other definition is at {context.Scope.FindTag(tag.Name)!.Span}; remove one of the two, or set Override");
        }
    }

    private RecordLayoutRules Rules(RecordBodySyntax body, BoundAttributes attributes)
    {
        // GCC applies the pragma at the end of a body, MSVC and clang at the start.
        int pack = context.Target.FollowsClang ? body.Open.Pack : body.Close.Pack;
        bool isPacked = attributes.IsPacked || context.Options.Packed;
        return pack == 0 && !isPacked && attributes.Alignment == 0 && attributes.UsesMicrosoftBitFields is null
            ? RecordLayoutRules.Default
            : new RecordLayoutRules
            {
                Pack = pack,
                IsPacked = isPacked,
                RequestedAlignment = attributes.Alignment,
                UsesMicrosoftBitFields = attributes.UsesMicrosoftBitFields,
            };
    }

    private static string SpecifierOf(RecordSpecifierSyntax syntax, Token tag) => $"{syntax.First.Text} {tag.Text}";

    private static string Article(Declaration tag) => tag is EnumDeclaration ? "an" : "a";
}
