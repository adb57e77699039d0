using System.Numerics;
using Cffi.Parser.Diagnostics;
using Cffi.Parser.Lexing;
using Cffi.Parser.Syntax;

namespace Cffi.Parser.Binding;

/// <summary>Binds attributes, calling conventions and alignment specifiers.</summary>
internal sealed class AttributeBinder
{
    // GCC's alignment for 'aligned' without an argument: the largest alignment of the targets.
    private const int LargestNaturalAlignment = 16;
    private const int LargestAlignment = 1 << 28;

    private readonly BindingContext context;

    public AttributeBinder(BindingContext context)
    {
        this.context = context;
    }

    /// <summary>The attributes of a list of attribute specifiers.</summary>
    public BoundAttributes Bind(SpecifierSyntax[] specifiers)
    {
        BoundAttributes bound = BoundAttributes.None;
        for (int i = 0; i < specifiers.Length; i++)
        {
            bound = bound.With(Bind(specifiers[i]));
        }

        return bound;
    }

    /// <summary>The attributes of a specifier that is an attribute, a calling convention or an alignment; other specifiers have none.</summary>
    public BoundAttributes Bind(SpecifierSyntax specifier)
    {
        switch (specifier)
        {
            case AttributesSyntax list:
                BoundAttributes bound = BoundAttributes.None;
                foreach (AttributeSyntax attribute in list.Attributes)
                {
                    bound = bound.With(BindOne(attribute, isStandard: list.First.Kind == TokenKind.AttributeOpen));
                }

                return bound;
            case AlignAsSyntax alignAs:
                return new BoundAttributes { Alignment = Alignment(alignAs), AlignedWord = alignAs.First, AlignAs = alignAs.First };
            case WordSyntax { First.Kind: >= TokenKind.CDecl and <= TokenKind.VectorCall } word:
                return new BoundAttributes { Convention = ConventionOf(word.First.Kind), ConventionWord = word.First };
            case WordSyntax { First: { Kind: TokenKind.ThreadLocal } word }:
                return new BoundAttributes { ThreadLocalWord = word };
            default:
                return BoundAttributes.None;
        }
    }

    /// <summary>The calling convention of a specifier; reports nothing about its other attributes.</summary>
    public static CCallingConvention? ConventionOf(SpecifierSyntax specifier)
    {
        if (specifier is WordSyntax)
        {
            return specifier.First.Kind is >= TokenKind.CDecl and <= TokenKind.VectorCall ? ConventionOf(specifier.First.Kind) : null;
        }

        foreach (AttributeSyntax attribute in (specifier as AttributesSyntax)?.Attributes ?? [])
        {
            if (ConventionNamed(KnownAttributes.Plain(attribute.Name.Name)) is { } convention)
            {
                return convention;
            }
        }

        return null;
    }

    private BoundAttributes BindOne(AttributeSyntax attribute, bool isStandard)
    {
        string name = KnownAttributes.Plain(attribute.Name.Name);
        if (attribute.Namespace is { Text: "cffi" })
        {
            CheckArguments(attribute, name);
            return new BoundAttributes { Kept = [new CAttribute("cffi::" + name, attribute.Arguments ?? [])] };
        }

        if (isStandard && name.Length > 0 && !IsGnu(attribute.Namespace) && !KnownAttributes.IsHarmless(name))
        {
            // C23 6.7.13: between [[ and ]], a GNU attribute needs its prefix; without it compilers ignore the attribute.
            string? hint = attribute.Namespace is null && KnownAttributes.Contains(name) ? $"write '[[gnu::{name}]]'" : null;
            return Unknown(attribute, attribute.Namespace is { } prefix ? $"{prefix.Text}::{attribute.Name.Text}" : attribute.Name.Name, hint);
        }

        switch (name)
        {
            case "":
                return BoundAttributes.None;
            case "packed":
                return new BoundAttributes { PackedWord = attribute.Name };
            case "aligned" or "align":
                int alignment = attribute.Argument is null ? LargestNaturalAlignment : Checked(attribute.Name, context.Constants.Integer(attribute.Argument));
                return new BoundAttributes { Alignment = alignment, AlignedWord = attribute.Name };
            case "mode" when attribute.Argument is NameSyntax mode:
                return new BoundAttributes { Mode = mode.First };
            case "vector_size" when attribute.Argument is not null:
                return new BoundAttributes { VectorSize = Checked(attribute.Name, context.Constants.Integer(attribute.Argument)), VectorWord = attribute.Name };
            case "transparent_union":
                return new BoundAttributes { TransparentWord = attribute.Name };
            case "always_inline":
                return new BoundAttributes { IsAlwaysInlined = true };
            case "thread":
                return new BoundAttributes { ThreadLocalWord = attribute.Name };
            case "deprecated":
                return new BoundAttributes { Kept = [new CAttribute(name, attribute.Arguments ?? [])] };
            case "ms_struct" or "gcc_struct":
                return new BoundAttributes { UsesMicrosoftBitFields = name == "ms_struct", BitFieldsWord = attribute.Name };
        }

        if (ConventionNamed(name) is { } convention)
        {
            return new BoundAttributes { Convention = convention, ConventionWord = attribute.Name };
        }

        if (KnownAttributes.IsUnsupported(name))
        {
            throw context.Refuse(Descriptors.Unsupported, attribute.Name, $"the attribute '{name}' is not supported");
        }

        return KnownAttributes.IsHarmless(name) ? BoundAttributes.None : Unknown(attribute, name, null);
    }

    // An argument that nothing reads would be taken for one that counts.
    private void CheckArguments(AttributeSyntax attribute, string name)
    {
        int count = attribute.Arguments?.Count ?? 0;
        if (context.IsTrying || AnnotationTable.MostArguments(name) is not { } most || count <= most)
        {
            return;
        }

        string written = $"cffi::{name}";
        context.Diagnostics.Add(Descriptors.IgnoredAttribute.At(
            attribute.Name.In(context.Source),
            most == 0 ? $"'{written}' takes no argument: '{string.Join(", ", attribute.Arguments!)}' has no effect" : $"'{written}' takes one argument, and has {count}",
            most == 0 ? $"write '[[{written}]]'" : $"write '[[{written}({attribute.Arguments![0]})]]'"));
    }

    private static bool IsGnu(Token? prefix) => prefix?.Text is "gnu" or "__gnu__" or "clang" or "_Clang";

    private BoundAttributes Unknown(AttributeSyntax attribute, string name, string? hint)
    {
        if (!context.IsTrying)
        {
            string suggestion = hint ?? NearestName.Suggestion(name, KnownAttributes.All);
            context.Diagnostics.Add(Descriptors.UnknownAttribute.At(
                attribute.Name.In(context.Source), $"the attribute '{name}' is unknown and has no effect", suggestion.Length > 0 ? suggestion : null));
        }

        return BoundAttributes.None;
    }

    private static CCallingConvention? ConventionNamed(string attribute) => attribute switch
    {
        "cdecl" => CCallingConvention.Default,
        "stdcall" => CCallingConvention.StdCall,
        "fastcall" => CCallingConvention.FastCall,
        "thiscall" => CCallingConvention.ThisCall,
        "vectorcall" => CCallingConvention.VectorCall,
        _ => null,
    };

    private static CCallingConvention ConventionOf(TokenKind kind) => kind switch
    {
        TokenKind.StdCall => CCallingConvention.StdCall,
        TokenKind.FastCall => CCallingConvention.FastCall,
        TokenKind.ThisCall => CCallingConvention.ThisCall,
        TokenKind.VectorCall => CCallingConvention.VectorCall,
        _ => CCallingConvention.Default,
    };

    private int Alignment(AlignAsSyntax syntax)
    {
        if (syntax.Operand.Type is { } type)
        {
            return context.Constants.LayoutOf(context.Declarators.Bind(type), syntax.First).Alignment;
        }

        BigInteger value = context.Constants.Integer(syntax.Operand.Value!);
        return value.IsZero ? 0 : Checked(syntax.First, value);
    }

    private int Checked(Token at, BigInteger value) => value.Sign > 0 && value.IsPowerOfTwo && value <= LargestAlignment
        ? (int)value
        : throw context.Refuse(Descriptors.BadAlignment, at, $"the alignment {value} is not a power of two");
}
