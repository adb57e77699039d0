using System.Diagnostics.CodeAnalysis;
using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;
using Cffi.Backend.Native.Conversion;

namespace Cffi.Backend.Native.Dynamic;

/// <summary>The calls to which dynamic call sites are bound.</summary>
/// <remarks>
/// Up to three arguments of known types use a generic method, in which their conversion takes almost no time; the
/// other calls, and all calls without dynamic code, use an array of values.
/// </remarks>
internal static class DynamicCalls
{
    private static readonly MethodInfo[] Typed =
    [
        ((Delegate)Call<int>).Method.GetGenericMethodDefinition(),
        ((Delegate)Call<int, int>).Method.GetGenericMethodDefinition(),
        ((Delegate)Call<int, int, int>).Method.GetGenericMethodDefinition(),
    ];

    /// <summary>An expression that calls a library's function.</summary>
    public static Expression Call(Expression library, DynamicCallSite site, Expression[] arguments)
    {
        Expression constant = Expression.Constant(site);
        return RuntimeFeature.IsDynamicCodeSupported && arguments.Length is > 0 and <= 3
            ? Expression.Call(Instantiate(arguments), [library, constant, .. arguments])
            : Expression.Call(((Delegate)CallAny).Method, library, constant, ToArray(arguments));
    }

    /// <summary>An expression that converts an argument to a value.</summary>
    public static Expression ToValue(Expression argument) =>
        Expression.Call(((Delegate)CValue.From).Method, Expression.Convert(argument, typeof(object)));

    /// <summary>An expression that makes an array of values. They are appended one by one, because not every runtime can make array types at run time.</summary>
    public static Expression ToArray(IEnumerable<Expression> arguments) => arguments.Aggregate<Expression, Expression>(
        Expression.Constant(Array.Empty<CValue>()),
        static (array, argument) => Expression.Call(((Delegate)Append).Method, array, ToValue(argument)));

    [UnconditionalSuppressMessage("Trimming", "IL2060", Justification = "The methods are this class's own, and their type parameters have no requirements.")]
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "Asked for only where dynamic code is supported.")]
    private static MethodInfo Instantiate(Expression[] arguments) =>
        Typed[arguments.Length - 1].MakeGenericMethod([.. arguments.Select(static argument => argument.Type)]);

    private static object? Call<TA>(CLibrary library, DynamicCallSite site, TA a) =>
        site.FunctionOf(library).InvokeObject(ValueConversion.From(a));

    private static object? Call<TA, TB>(CLibrary library, DynamicCallSite site, TA a, TB b) =>
        site.FunctionOf(library).InvokeObject(ValueConversion.From(a), ValueConversion.From(b));

    private static object? Call<TA, TB, TC>(CLibrary library, DynamicCallSite site, TA a, TB b, TC c) =>
        site.FunctionOf(library).InvokeObject(ValueConversion.From(a), ValueConversion.From(b), ValueConversion.From(c));

    private static object? CallAny(CLibrary library, DynamicCallSite site, CValue[] arguments) => site.FunctionOf(library).InvokeObject(arguments);

    private static CValue[] Append(CValue[] array, CValue value) => [.. array, value];
}
