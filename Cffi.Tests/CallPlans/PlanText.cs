using System.Globalization;
using System.Text;
using Cffi.Core.CallPlans;

namespace Cffi.Tests.CallPlans;

/// <summary>
/// A call plan on one line: r0 to r5 are rdi to r9, x0 to x7 are xmm0 to xmm7, s0 is the first stack word; +n is the
/// offset in the argument if it is not 0, :n the size. Commas separate the arguments; an arrow precedes the result.
/// </summary>
internal static class PlanText
{
    public static string Of(CallPlan plan) =>
        string.Join(", ", plan.Arguments.Select(static argument => Pieces(argument.Pieces))) + " -> " + plan.Result.Kind;

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
            text.Append(text.Length > 0 ? " " : "").Append(letter).Append(piece.Index);
            text.Append(piece.Offset > 0 ? $"+{piece.Offset}" : "").Append(CultureInfo.InvariantCulture, $":{piece.Size}");
        }

        return text.Length == 0 ? "-" : text.ToString();
    }
}
