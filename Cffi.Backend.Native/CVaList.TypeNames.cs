namespace Cffi;

// Types by their names in C.
public sealed partial class CVaList
{
    /// <summary>The next argument, of any C type.</summary>
    /// <param name="ffi">The Ffi with the declarations of the type.</param>
    /// <param name="typeName">The C type, as for <c>va_arg</c>. Types that C promotes are promoted.</param>
    /// <exception cref="CDefinitionException">The text is not a type name.</exception>
    /// <exception cref="CffiUnsupportedException">The type cannot be passed by value.</exception>
    public CData Next(Ffi ffi, string typeName)
    {
        CommonErrors.ThrowIfNull(ffi);
        return Read(ffi.TypeOf(typeName));
    }
}
