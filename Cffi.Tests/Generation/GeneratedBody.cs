using System.Linq.Expressions;
using System.Reflection;

namespace Cffi.Tests.Generation;

/// <summary>Makes a delegate of any type from one body.</summary>
internal static class GeneratedBody
{
    /// <summary>A delegate that boxes its arguments and calls the body.</summary>
    public static Delegate Make(Type type, Func<object?[], object?> body)
    {
        MethodInfo invoke = type.GetMethod("Invoke")!;
        ParameterExpression[] parameters = [.. invoke.GetParameters().Select(static one => Expression.Parameter(one.ParameterType))];
        Expression call = Expression.Invoke(
            Expression.Constant(body),
            Expression.NewArrayInit(typeof(object), parameters.Select(static one => Expression.Convert(one, typeof(object)))));
        return Expression.Lambda(type, invoke.ReturnType == typeof(void) ? call : Expression.Convert(call, invoke.ReturnType), parameters).Compile();
    }
}
