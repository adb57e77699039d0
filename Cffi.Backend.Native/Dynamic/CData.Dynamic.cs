using System.Dynamic;
using System.Linq.Expressions;
using Cffi.Backend.Native.Dynamic;

namespace Cffi;

// The operations of C#'s dynamic.
public sealed partial class CData : IDynamicMetaObjectProvider
{
    DynamicMetaObject IDynamicMetaObjectProvider.GetMetaObject(Expression parameter)
    {
        DynamicSupport.ThrowIfMissing("data", "use data[\"name\"] and data[0] for members and elements, and As<T>() for their values");
        return new CDataMetaObject(parameter, this);
    }
}
