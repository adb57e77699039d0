using System.Dynamic;
using System.Linq.Expressions;
using Cffi.Backend.Native.Dynamic;

namespace Cffi;

// The operations of C#'s dynamic.
public sealed partial class CLibrary : IDynamicMetaObjectProvider
{
    DynamicMetaObject IDynamicMetaObjectProvider.GetMetaObject(Expression parameter)
    {
        DynamicSupport.ThrowIfMissing("a library", "call functions with Call<T>(\"name\", ...), or generate typed bindings with [Cdef]");
        return new CLibraryMetaObject(parameter, this);
    }

    internal bool Declares(string name) => ffi.Declarations.FindIdentifier(name) is not null;

    /// <summary>A member for <c>dynamic</c>: a function, a variable's value or a constant.</summary>
    internal object? GetMember(string name) => ffi.Declarations.FindIdentifier(name) switch
    {
        FunctionDeclaration => this[name],
        VariableDeclaration => DynamicValue.Of(GetVariable(name)),
        ConstantDeclaration => ffi.GetConstant(name).ToObject(),
        _ => throw CommonErrors.Undeclared(name, "function, variable or constant", Names),
    };
}
