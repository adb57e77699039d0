using System.Globalization;
using System.Text;
using Cffi.Core.CallPlans;

namespace Cffi.Tests.CallPlans;

/// <summary>
/// A call plan in a line: r0 is the first general register, x0 the first floating-point register, s0 the first stack word and
/// s0.4 its upper half; +n is the offset in the argument where it isn't 0, :n the size; * stands before the address of a copy.
/// Arguments are separated by commas, the result follows an arrow.
/// </summary>
internal static class PlanText
{
    public static string Of(CallPlan plan) =>
        string.Join(", ", plan.Arguments.Select(static argument => (argument.IsIndirect ? "*" : "") + Pieces(argument.Pieces))) + " -> " + plan.Result.Kind;

    /// <summary>The plan of the arguments of a function, variadic ones too, on a target.</summary>
    public static string On(Target target, CType result, CType[] parameters, CType[]? variadic = null) =>
        Of(AbiLowering.Plan(CFunctionType.Of(result, parameters, isVariadic: variadic is not null), target, variadic));

    /// <summary>The plan of a function on x86-64 Linux.</summary>
    public static string Of(CType result, params CType[] parameters) =>
        Of(AbiLowering.Plan(CFunctionType.Of(result, parameters), Target.LinuxX64));

    /// <summary>The arguments in the plan of a function that returns nothing.</summary>
    public static string OfArguments(params CType[] parameters) =>
        Of(CVoidType.Instance, parameters).Replace(" -> Void", "", StringComparison.Ordinal);

    private static string Pieces(IReadOnlyList<ArgumentPiece> pieces)
    {
        var text = new StringBuilder();
        foreach (ArgumentPiece piece in pieces)
        {
            char letter = piece.Location switch { ArgumentLocation.General => 'r', ArgumentLocation.Floating => 'x', _ => 's' };
            text.Append(text.Length > 0 ? " " : "").Append(letter);
            bool isOnStack = piece.Location == ArgumentLocation.Stack;
            text.Append(isOnStack ? piece.Place / 8 : piece.Place).Append(isOnStack && piece.Place % 8 > 0 ? $".{piece.Place % 8}" : "");
            text.Append(piece.Offset > 0 ? $"+{piece.Offset}" : "").Append(CultureInfo.InvariantCulture, $":{piece.Size}");
        }

        return text.Length == 0 ? "-" : text.ToString();
    }
}
