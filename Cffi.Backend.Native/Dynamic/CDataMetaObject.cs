using System.Dynamic;
using System.Linq.Expressions;
using Cffi.Backend.Native.Conversion;
using Cffi.Backend.Native.Values;

namespace Cffi.Backend.Native.Dynamic;

/// <summary>Binds members, elements, calls, arithmetic and conversions of C data in dynamic code.</summary>
/// <remarks>The names of a record's members take precedence over the .NET members of <see cref="CData"/>.</remarks>
internal sealed class CDataMetaObject(Expression expression, CData data)
    : DynamicMetaObject(expression, BindingRestrictions.Empty, data)
{
    public override DynamicMetaObject BindGetMember(GetMemberBinder binder) => IsNetMember(binder.Name)
        ? ForThisType(binder.FallbackGetMember(this))
        : Bound(Expression.Call(((Delegate)GetMember).Method, Self, Expression.Constant(binder.Name)), binder.Name);

    public override DynamicMetaObject BindSetMember(SetMemberBinder binder, DynamicMetaObject value) =>
        Bound(Expression.Call(((Delegate)SetMember).Method, Self, Expression.Constant(binder.Name), DynamicCalls.ToValue(value.Expression)), binder.Name);

    public override DynamicMetaObject BindInvokeMember(InvokeMemberBinder binder, DynamicMetaObject[] args) => IsNetMember(binder.Name)
        ? ForThisType(binder.FallbackInvokeMember(this, args))
        : Bound(
            Expression.Call(
                ((Delegate)InvokeMember).Method,
                Self,
                Expression.Constant(binder.Name),
                DynamicCalls.ToArray(args.Select(static arg => arg.Expression))),
            binder.Name);

    public override DynamicMetaObject BindGetIndex(GetIndexBinder binder, DynamicMetaObject[] indexes) => indexes.Length == 1
        ? Bound(Expression.Call(((Delegate)GetIndex).Method, Self, Boxed(indexes[0])))
        : binder.FallbackGetIndex(this, indexes);

    public override DynamicMetaObject BindSetIndex(SetIndexBinder binder, DynamicMetaObject[] indexes, DynamicMetaObject value) => indexes.Length == 1
        ? Bound(Expression.Call(((Delegate)SetIndex).Method, Self, Boxed(indexes[0]), DynamicCalls.ToValue(value.Expression)))
        : binder.FallbackSetIndex(this, indexes, value);

    public override DynamicMetaObject BindInvoke(InvokeBinder binder, DynamicMetaObject[] args) => Bound(Expression.Call(
        ((Delegate)Invoke).Method,
        Self,
        DynamicCalls.ToArray(args.Select(static arg => arg.Expression))));

    public override DynamicMetaObject BindConvert(ConvertBinder binder) => binder.Type.IsAssignableFrom(typeof(CData))
        ? base.BindConvert(binder)
        : Bound(Expression.Convert(Expression.Call(((Delegate)ConvertTo).Method, Self, Expression.Constant(binder.Type)), binder.Type));

    public override DynamicMetaObject BindBinaryOperation(BinaryOperationBinder binder, DynamicMetaObject arg) =>
        binder.Operation is ExpressionType.Add or ExpressionType.Subtract or ExpressionType.Equal or ExpressionType.NotEqual
            ? Bound(Expression.Call(((Delegate)Operate).Method, Expression.Constant(binder.Operation), Self, Boxed(arg)))
            : binder.FallbackBinaryOperation(this, arg);

    private Expression Self => Expression.Convert(Expression, typeof(CData));

    private static UnaryExpression Boxed(DynamicMetaObject value) => Expression.Convert(value.Expression, typeof(object));

    private static object? GetMember(CData data, string name) => DynamicValue.Of(data[name]);

    private static object? SetMember(CData data, string name, CValue value)
    {
        data[name] = value.As<CData>();
        return value.ToObject();
    }

    private static object? GetIndex(CData data, object index) => index switch
    {
        string member => DynamicValue.Of(data[member]),
        Range range => data[range],
        Index position => DynamicValue.Of(data[position]),
        _ => DynamicValue.Of(data[CValue.From(index).As<long>()]),
    };

    private static object? SetIndex(CData data, object index, CValue value)
    {
        var assigned = value.As<CData>();
        switch (index)
        {
            case string member:
                data[member] = assigned;
                break;
            case Range range:
                data[range] = assigned;
                break;
            case Index position:
                data[position] = assigned;
                break;
            default:
                data[CValue.From(index).As<long>()] = assigned;
                break;
        }

        return value.ToObject();
    }

    private static object? Invoke(CData data, CValue[] arguments) => data.Invoke(arguments).ToObject();

    private static object? InvokeMember(CData data, string name, CValue[] arguments) => data[name].Invoke(arguments).ToObject();

    private static object? ConvertTo(CData data, Type type) => RuntimeConversion.Convert(data, type);

    // Each arm is boxed separately: numbers convert to CData, which must not become the common type of the arms.
    private static object? Operate(ExpressionType operation, CData left, object? right) => operation switch
    {
        ExpressionType.Equal => (object)(left == AsData(right)),
        ExpressionType.NotEqual => (object)(left != AsData(right)),
        ExpressionType.Add => DynamicValue.Of(left + AsData(right)!),
        _ when left.IsPointerOrArray && right is CData { IsPointerOrArray: true } pointer => (object)(left - pointer),
        _ => DynamicValue.Of(NumberArithmetic.Subtract(left, AsData(right) ?? CData.NullPointer)),
    };

    private static CData? AsData(object? value) => value is null ? null : CValue.From(value).As<CData>();

    private bool IsNetMember(string name) => !HasMember(data, name) && typeof(CData).GetMember(name).Length > 0;

    private static bool HasMember(CData data, string name)
    {
        NativeType type = data.NativeType.Representation == Representation.Pointer ? data.NativeType.Item : data.NativeType;
        return type is { Representation: Representation.Record, Type.Unqualified: CRecordType { IsComplete: true } } && type.Layout.TryFind(name, out _);
    }

    private DynamicMetaObject Bound(Expression body) => new(Typed(body), BindingRestrictions.GetTypeRestriction(Expression, typeof(CData)));

    // Whether a name is a member of a record depends on the type, so the rule is for this type only.
    private DynamicMetaObject Bound(Expression body, string name) => HasMember(data, name) ? ForThisType(Bound(body)) : Bound(body);

    private DynamicMetaObject ForThisType(DynamicMetaObject bound)
    {
        Expression sameType = Expression.Equal(Expression.Call(((Delegate)TypeOf).Method, Self), Expression.Constant(data.Type, typeof(CType)));
        BindingRestrictions restrictions = BindingRestrictions.GetTypeRestriction(Expression, typeof(CData))
            .Merge(BindingRestrictions.GetExpressionRestriction(sameType));
        return new DynamicMetaObject(bound.Expression, restrictions.Merge(bound.Restrictions));
    }

    private static CType TypeOf(CData data) => data.Type;

    private static Expression Typed(Expression body) => body.Type.IsValueType && body.NodeType == ExpressionType.Call ? Expression.Convert(body, typeof(object)) : body;
}
