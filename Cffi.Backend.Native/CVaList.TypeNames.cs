namespace Cffi;

// Types by their names in C.
public sealed partial class CVaList
{
    /// <summary>The next argument, of any C type.</summary>
    /// <param name="ffi">Whose declarations the type refers to.</param>
    /// <param name="typeName">The type, as <c>va_arg</c> takes it; what C promotes is promoted.</param>
    /// <exception cref="CDefinitionException">The text is no type name.</exception>
    /// <exception cref="CffiUnsupportedException">The type cannot be passed by value.</exception>
    public CData Next(Ffi ffi, string typeName)
    {
        CommonErrors.ThrowIfNull(ffi);
        return Read(ffi.TypeOf(typeName));
    }
}
