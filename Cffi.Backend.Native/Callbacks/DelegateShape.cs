using System.Runtime.CompilerServices;

namespace Cffi.Backend.Native.Callbacks;

/// <summary>What the type of a delegate says about its methods. One per type; any thread.</summary>
internal sealed class DelegateShape
{
    private static readonly ConditionalWeakTable<Type, DelegateShape> Known = [];

    private readonly int parameterCount;

    private DelegateShape(Type type)
    {
        Type[] types = type.GenericTypeArguments;
        HasExactMethods = types.Length > 0 && type.Assembly == typeof(Func<>).Assembly && Array.TrueForAll(types, static one => one.IsPrimitive)
            && (type.Name.StartsWith("Func`", StringComparison.Ordinal) || type.Name.StartsWith("Action`", StringComparison.Ordinal));
        parameterCount = types.Length - (type.Name[0] == 'F' ? 1 : 0);
    }

    /// <summary>
    /// Whether every method of such a delegate has exactly the types of the delegate: no type is a reference, which a method may take or return
    /// as another one. All types are .NET's own, so that keeping them keeps no other assembly loaded.
    /// </summary>
    public bool HasExactMethods { get; }

    /// <summary>The shape of a delegate's type.</summary>
    public static DelegateShape Of(Delegate body) => Known.GetValue(body.GetType(), static type => new DelegateShape(type));

    /// <summary>The number of arguments that a delegate takes.</summary>
    public static int ParameterCount(Delegate body)
    {
        // Finding the method of a delegate takes longer than making the callback.
        DelegateShape shape = Of(body);
        if (shape.HasExactMethods)
        {
            return shape.parameterCount;
        }

        // A static method that is bound to its first argument takes one argument less than it declares.
        bool isBound = body.Method.IsStatic && body.Target is not null;
        return body.Method.GetParameters().Length - (isBound ? 1 : 0);
    }
}
