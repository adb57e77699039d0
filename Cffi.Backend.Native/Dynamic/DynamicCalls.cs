using System.Linq.Expressions;
using System.Reflection;

namespace Cffi.Backend.Native.Dynamic;

/// <summary>The calls that dynamic call sites are bound to: one for each small number of arguments, without an array.</summary>
internal static class DynamicCalls
{
    private static readonly MethodInfo[] ByCount =
    [
        ((Delegate)Call0).Method, ((Delegate)Call1).Method, ((Delegate)Call2).Method, ((Delegate)Call3).Method,
        ((Delegate)Call4).Method, ((Delegate)Call5).Method, ((Delegate)Call6).Method,
    ];

    private static readonly MethodInfo FromObject = ((Delegate)CValue.From).Method;

    /// <summary>An expression that calls a library's function.</summary>
    public static Expression Call(Expression library, DynamicCallSite site, Expression[] arguments) => arguments.Length < ByCount.Length
        ? Expression.Call(ByCount[arguments.Length], [library, Expression.Constant(site), .. arguments.Select(ToValue)])
        : Expression.Call(((Delegate)CallMany).Method, library, Expression.Constant(site), ToArray(arguments));

    /// <summary>An expression that makes a value of an argument: by its static type where that has a conversion.</summary>
    public static Expression ToValue(Expression argument) => Conversions.TryGetValue(argument.Type, out MethodInfo? conversion)
        ? Expression.Call(conversion, argument)
        : Expression.Call(FromObject, Expression.Convert(argument, typeof(object)));

    /// <summary>An expression that makes an array of values: appended one by one, since array types made at run time are not for every runtime.</summary>
    public static Expression ToArray(IEnumerable<Expression> arguments) => arguments.Aggregate<Expression, Expression>(
        Expression.Constant(Array.Empty<CValue>()),
        static (array, argument) => Expression.Call(((Delegate)Append).Method, array, ToValue(argument)));

    // The conversions that call sites meet often; boxing serves the others.
    private static readonly Dictionary<Type, MethodInfo> Conversions = new()
    {
        [typeof(int)] = ((Delegate)OfInt32).Method,
        [typeof(long)] = ((Delegate)OfInt64).Method,
        [typeof(double)] = ((Delegate)OfDouble).Method,
        [typeof(string)] = ((Delegate)OfString).Method,
        [typeof(CData)] = ((Delegate)OfData).Method,
    };

    private static CValue[] Append(CValue[] array, CValue value) => [.. array, value];

    private static CValue OfInt32(int value) => value;

    private static CValue OfInt64(long value) => value;

    private static CValue OfDouble(double value) => value;

    private static CValue OfString(string value) => value;

    private static CValue OfData(CData value) => value;

    private static object? Call0(CLibrary library, DynamicCallSite site) => site.FunctionOf(library).Invoke().ToObject();

    private static object? Call1(CLibrary library, DynamicCallSite site, CValue a) => site.FunctionOf(library).Invoke(a).ToObject();

    private static object? Call2(CLibrary library, DynamicCallSite site, CValue a, CValue b) => site.FunctionOf(library).Invoke(a, b).ToObject();

    private static object? Call3(CLibrary library, DynamicCallSite site, CValue a, CValue b, CValue c) => site.FunctionOf(library).Invoke(a, b, c).ToObject();

    private static object? Call4(CLibrary library, DynamicCallSite site, CValue a, CValue b, CValue c, CValue d) =>
        site.FunctionOf(library).Invoke(a, b, c, d).ToObject();

    private static object? Call5(CLibrary library, DynamicCallSite site, CValue a, CValue b, CValue c, CValue d, CValue e) =>
        site.FunctionOf(library).Invoke(a, b, c, d, e).ToObject();

    private static object? Call6(CLibrary library, DynamicCallSite site, CValue a, CValue b, CValue c, CValue d, CValue e, CValue f) =>
        site.FunctionOf(library).Invoke(a, b, c, d, e, f).ToObject();

    private static object? CallMany(CLibrary library, DynamicCallSite site, CValue[] arguments) => site.FunctionOf(library).Invoke(arguments).ToObject();
}
