using Cffi.Parser.Diagnostics;
using Cffi.Parser.Lexing;

namespace Cffi.Parser.Binding;

/// <summary>The attributes that have a meaning at a position. Like compilers, Cffi reports the others.</summary>
internal struct AttributeUse
{
    private const string OnRecord = "put it on the record, after its closing brace";

    private readonly string subject;

    private AttributeUse(string subject)
    {
        this.subject = subject;
    }

    public static AttributeUse Variable => new("a variable") { IsAligned = true, IsThreadLocal = true };

    /// <summary>For a function, GCC aligns its code, which does not matter to callers.</summary>
    public static AttributeUse Function => new("a function") { IsAligned = true };

    public static AttributeUse Typedef => new("a typedef") { IsAligned = true };

    public static AttributeUse Member => new("a member") { IsAligned = true, IsPacked = true };

    /// <summary>A member that is a record without a declarator, for GCC.</summary>
    public static AttributeUse AnonymousMember => new("an unnamed member") { IsBitFields = true, IsTransparent = true, IsThreadLocal = true, IsConvention = true };

    public static AttributeUse Parameter => new("a parameter");

    public static AttributeUse TypeName => new("a type name") { IsAligned = true };

    public static AttributeUse Enumerator => new("an enumerator");

    /// <summary>A declaration that declares no name, or only a tag.</summary>
    public static AttributeUse Nothing => new("an unnamed declaration");

    /// <summary>A tag without a body: compilers use the layout attributes of the body's declaration only.</summary>
    public static AttributeUse Tag => new("a tag without a body");

    public static AttributeUse Record => new("a record") { IsAligned = true, IsPacked = true, IsBitFields = true };

    public static AttributeUse Enum => new("an enum") { IsPacked = true };

    public bool IsAligned { get; init; }

    public bool IsPacked { get; init; }

    public bool IsBitFields { get; init; }

    public bool IsTransparent { get; set; }

    public bool IsThreadLocal { get; init; }

    public bool IsConvention { get; set; }

    /// <summary>Reports the attributes without effect.</summary>
    public readonly void ReportOthers(BoundAttributes attributes, BindingContext context)
    {
        if (context.IsTrying || ReferenceEquals(attributes, BoundAttributes.None))
        {
            return;
        }

        Report(IsAligned || attributes.AlignAs is not null ? null : attributes.AlignedWord, null, context);
        Report(IsPacked ? null : attributes.PackedWord, OnRecord, context);
        Report(IsBitFields ? null : attributes.BitFieldsWord, OnRecord, context);
        Report(IsTransparent ? null : attributes.TransparentWord, "put it on the union, after its closing brace", context);
        Report(IsThreadLocal ? null : attributes.ThreadLocalWord, null, context);
        Report(IsConvention ? null : attributes.ConventionWord, "only functions and pointers to functions have a calling convention", context);
    }

    /// <summary>Reports all attributes, including those that change the type.</summary>
    public readonly void ReportAll(BoundAttributes attributes, BindingContext context)
    {
        ReportOthers(attributes, context);
        if (!context.IsTrying)
        {
            Report(attributes.AlignAs, null, context);
            Report(attributes.Mode, null, context);
            Report(attributes.VectorWord, null, context);
        }
    }

    private readonly void Report(Token? word, string? hint, BindingContext context)
    {
        if (word is not null)
        {
            context.Diagnostics.Add(Descriptors.IgnoredAttribute.At(word.In(context.Source), $"'{Text(word, context)}' on {subject} has no effect", hint));
        }
    }

    // Only the list of attributes shows that a convention is an attribute.
    private static string Text(Token word, BindingContext context) => word.Text ?? word.In(context.Source).Text;
}
