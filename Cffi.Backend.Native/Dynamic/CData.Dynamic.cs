using System.Dynamic;
using System.Linq.Expressions;
using Cffi.Backend.Native.Dynamic;

namespace Cffi;

// What C#'s dynamic asks.
public sealed partial class CData : IDynamicMetaObjectProvider
{
    DynamicMetaObject IDynamicMetaObjectProvider.GetMetaObject(Expression parameter)
    {
        DynamicSupport.ThrowIfMissing("data", "take members and elements with data[\"name\"] and data[0], and their values with As<T>()");
        return new CDataMetaObject(parameter, this);
    }
}
