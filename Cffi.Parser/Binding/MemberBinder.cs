using Cffi.Parser.Diagnostics;
using Cffi.Parser.Lexing;
using Cffi.Parser.Syntax;

namespace Cffi.Parser.Binding;

/// <summary>Binds the members of a structure or union (C11 6.7.2.1).</summary>
internal sealed class MemberBinder
{
    private readonly BindingContext context;

    public MemberBinder(BindingContext context)
    {
        this.context = context;
    }

    /// <summary>The members of a body.</summary>
    /// <exception cref="RefusedException">One or more members are refused; each is reported.</exception>
    public IReadOnlyList<CMember> Bind(bool isUnion, RecordBodySyntax body, out bool isPartial)
    {
        var members = new List<CMember>(body.Members.Length);
        var names = new HashSet<string>();
        bool isRefused = false;
        isPartial = false;
        foreach (MemberDeclarationSyntax declaration in body.Members)
        {
            try
            {
                if (isPartial && declaration is not EmptyMemberSyntax)
                {
                    throw context.Refuse(Descriptors.BadMember, declaration.First, "'...;' must come last in a record");
                }

                isPartial |= declaration is PartialMembersSyntax;
                Bind(declaration, isUnion, members, names);
            }
            catch (RefusedException refusal)
            {
                // Each wrong member is reported. The content of the record does not matter then, because the text is refused.
                isRefused = true;
                if (refusal.Reason is { } reason)
                {
                    context.Diagnostics.Add(reason);
                }
            }
        }

        return isRefused ? throw new RefusedException() : members;
    }

    private void Bind(MemberDeclarationSyntax declaration, bool isUnion, List<CMember> members, HashSet<string> names)
    {
        switch (declaration)
        {
            case MemberAssertionSyntax assertion:
                StaticAssertions.Check(assertion.Assertion, context);
                break;
            case MembersSyntax syntax:
                BoundSpecifiers specifiers = context.Specifiers.Bind(syntax.Specifiers);
                if (specifiers.Storage is { } storage)
                {
                    throw context.Refuse(Descriptors.BadSpecifiers, storage, $"'{storage.Text}' is not allowed in a member");
                }

                if (syntax.Declarators.Length == 0)
                {
                    AddAnonymous(specifiers, syntax, members, names);
                }

                foreach (MemberDeclaratorSyntax declarator in syntax.Declarators)
                {
                    RefuseAfterFlexible(members, declarator.Declarator?.Name ?? syntax.First);
                    members.Add(Member(specifiers, declarator, syntax.First, isUnion, members.Count, names));
                }

                break;
        }
    }

    // C11 6.7.2.1p13. A tagged record without a declarator declares its tag only.
    private void AddAnonymous(BoundSpecifiers specifiers, MembersSyntax syntax, List<CMember> members, HashSet<string> names)
    {
        if (specifiers.Type.Unqualified is CRecordType { Tag: null, TypedefName: null } record)
        {
            RefuseAfterFlexible(members, syntax.First);
            AddNames(record, syntax.First, names);
            BoundAttributes attributes = specifiers.Attributes;
            if (!context.Target.FollowsClang)
            {
                // For an unnamed member GCC accepts only _Alignas, no attribute; clang accepts both.
                AttributeUse.AnonymousMember.ReportOthers(attributes, context);
                attributes = attributes with { PackedWord = null, Alignment = attributes.AlignAs is null ? 0 : attributes.Alignment };
            }

            AttributedTypes.Of(record, attributes, AttributeUse.Member, syntax.First, context);
            members.Add(new CMember(null, specifiers.Type) { RequestedAlignment = attributes.Alignment, IsPacked = attributes.IsPacked });
        }
        else
        {
            AttributeUse.Nothing.ReportAll(specifiers.Attributes, context);
            context.Diagnostics.Add(Descriptors.EmptyDeclaration.At(syntax.First.In(context.Source), "this declaration declares no member", "a name may be missing before ';'"));
        }
    }

    private void AddNames(CRecordType record, Token at, HashSet<string> names)
    {
        foreach (CMember member in record.Members)
        {
            if (member.IsAnonymousRecord)
            {
                AddNames((CRecordType)member.Type.Unqualified, at, names);
            }
            else if (member.Name is { } name && !names.Add(name))
            {
                throw context.Refuse(Descriptors.DuplicateMember, at, $"the member '{name}' is declared twice", "members of an anonymous record are members of the record that contains it");
            }
        }
    }

    private CMember Member(BoundSpecifiers specifiers, MemberDeclaratorSyntax syntax, Token first, bool isUnion, int index, HashSet<string> names)
    {
        BoundDeclarator declarator = syntax.Declarator is null
            ? new BoundDeclarator(null, specifiers.Type, specifiers.Attributes, null)
            : context.Declarators.Bind(specifiers, syntax.Declarator, isParameter: false);
        Token at = declarator.Name ?? first;
        BoundAttributes attributes = declarator.Attributes.With(
            syntax.Declarator is null ? context.Attributes.Bind(syntax.Attributes) : context.Declarators.Trailing(syntax.Declarator, syntax.Attributes));
        declarator = declarator with { Type = AttributedTypes.Of(declarator.Type, attributes, AttributeUse.Member, at, context) };
        string subject = declarator.Name is { } name ? $"the member '{name.Text}'" : "the unnamed member";
        if (declarator.Name is { } named && !names.Add(named.Name))
        {
            throw context.Refuse(Descriptors.DuplicateMember, named, $"the member '{named.Text}' is declared twice");
        }

        if (attributes.AlignAs is { } alignAs)
        {
            AlignmentRules.Check(alignAs, attributes.Alignment, declarator.Type, syntax.Width is null ? null : "a bit-field", context);
        }

        int? width = syntax.Width is null ? null : BitFields.Width(declarator.Type, syntax.Width, declarator.Name, context);
        if (width is null)
        {
            context.Declarators.RequireObject(declarator.Type, at, subject);
            if (declarator.Type is CArrayType { Length.Kind: CArrayLengthKind.Unspecified } && (isUnion || index == 0))
            {
                throw context.Refuse(
                    Descriptors.BadMember, at, $"{subject} has no length", isUnion ? "a union cannot end in a flexible array" : "a flexible array needs a member before it");
            }
        }

        SourceSpan span = first.In(context.Source).To(at.In(context.Source));
        return new CMember(declarator.Name?.Name, declarator.Type, width)
        {
            RequestedAlignment = attributes.Alignment,
            IsPacked = attributes.IsPacked,
            Attributes = attributes.Kept,
            ParameterNames = FunctionBinder.NamesOf(syntax.Declarator, declarator.Type),
            Comment = DeclarationComment.Of(span.Source.Text, span.Start, span.End),
        };
    }

    // C11 6.7.2.1p18.
    private void RefuseAfterFlexible(List<CMember> members, Token at)
    {
        if (members.Count > 0 && members[members.Count - 1] is { Type: CArrayType { Length.Kind: CArrayLengthKind.Unspecified } } flexible)
        {
            throw context.Refuse(Descriptors.BadMember, at, $"the flexible array '{flexible.Name}' must be the last member");
        }
    }
}
