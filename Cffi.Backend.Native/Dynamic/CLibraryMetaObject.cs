using System.Dynamic;
using System.Linq.Expressions;

namespace Cffi.Backend.Native.Dynamic;

/// <summary>Binds <c>library.function(...)</c>, <c>library.variable</c> and <c>library.CONSTANT</c> in dynamic code.</summary>
/// <remarks>.NET members of <see cref="CLibrary"/> are available if the name is not declared.</remarks>
internal sealed class CLibraryMetaObject(Expression expression, CLibrary library)
    : DynamicMetaObject(expression, BindingRestrictions.Empty, library)
{
    public override IEnumerable<string> GetDynamicMemberNames() => library.Names;

    public override DynamicMetaObject BindInvokeMember(InvokeMemberBinder binder, DynamicMetaObject[] args)
    {
        if (!library.Declares(binder.Name) && typeof(CLibrary).GetMember(binder.Name).Length > 0)
        {
            return binder.FallbackInvokeMember(this, args);
        }

        Expression[] arguments = [.. args.Select(static arg => arg.Expression)];
        return Bound(DynamicCalls.Call(Self, new DynamicCallSite(binder.Name), arguments));
    }

    public override DynamicMetaObject BindGetMember(GetMemberBinder binder) =>
        !library.Declares(binder.Name) && typeof(CLibrary).GetMember(binder.Name).Length > 0
            ? binder.FallbackGetMember(this)
            : Bound(Expression.Call(((Delegate)GetMember).Method, Self, Expression.Constant(binder.Name)));

    public override DynamicMetaObject BindSetMember(SetMemberBinder binder, DynamicMetaObject value) =>
        Bound(Expression.Call(((Delegate)SetMember).Method, Self, Expression.Constant(binder.Name), DynamicCalls.ToValue(value.Expression)));

    private static object? GetMember(CLibrary library, string name) => library.GetMember(name);

    private static object? SetMember(CLibrary library, string name, CValue value)
    {
        library.GetVariable(name).Assign(value);
        return value.ToObject();
    }

    private Expression Self => Expression.Convert(Expression, typeof(CLibrary));

    private DynamicMetaObject Bound(Expression body) =>
        new(body, BindingRestrictions.GetTypeRestriction(Expression, typeof(CLibrary)));
}
