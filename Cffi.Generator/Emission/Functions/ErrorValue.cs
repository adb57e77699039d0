using System.Globalization;
using System.Numerics;
using Cffi.Generator.Emission.Types;

namespace Cffi.Generator.Emission.Functions;

/// <summary>The value for C if a C# function throws (<c>[[cffi::error(value)]]</c>): a number, or the name of a constant.</summary>
internal sealed class ErrorValue
{
    private readonly string literal;
    private readonly bool isInteger;

    private ErrorValue(string literal, bool isInteger)
    {
        this.literal = literal;
        this.isInteger = isInteger;
    }

    /// <summary>The declared value; null for none, and for an invalid one, which is reported.</summary>
    public static ErrorValue? Of(FunctionPlan plan, EmissionContext context)
    {
        if (!ErrorAnnotation.IsOn(plan.Declaration))
        {
            return null;
        }

        ErrorValue? value = ErrorAnnotation.Read(plan.Declaration, context.Model.Texts[0].Declarations) switch
        {
            null => null,
            { Integer: { } integer } => OfInteger(integer),
            { } number => new ErrorValue(number.Floating.ToString("R", CultureInfo.InvariantCulture) + "d", isInteger: false),
        };
        bool fits = value is not null && plan.First.Result is { } result && value.AsAbi(result) is not null;
        if (!fits)
        {
            context.Report(
                GenerationDescriptors.BadAnnotation, plan.Declaration, $"'cffi::error' of '{plan.Declaration.Name}' has no effect; write a number, or the name of a constant, that the function can return");
        }

        return fits ? value : null;
    }

    /// <summary>The value in the signature of a function pointer; null if the type does not have the value.</summary>
    public string? AsAbi(Form form) => form.Public switch
    {
        "float" or "double" => $"({form.Abi})({literal})",
        "bool" when isInteger => literal == "0" ? "(byte)0" : "(byte)1",
        "nint" or "nuint" or "sbyte" or "byte" or "short" or "ushort" or "int" or "uint" or "long" or "ulong" or "char" when isInteger => form.ToAbi($"unchecked(({form.Public})({literal}))"),
        _ when isInteger && form.Abi == "nint" => $"unchecked((nint)({literal}))",
        _ when isInteger && form.IsEnum => $"unchecked(({form.Abi})({literal}))",
        _ when form.IsHard && form.Public == FormTable.AnyValue => literal,
        _ => null,
    };

    /// <summary>The value for the run time.</summary>
    public string AsValue() => literal;

    private static ErrorValue? OfInteger(BigInteger value) => Constants.ConstantForm.OfInteger(value) is { IsLiteral: true } form ? new ErrorValue(form.Value, isInteger: true) : null;
}
