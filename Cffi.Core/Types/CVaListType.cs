namespace Cffi.Types;

/// <summary>
/// <c>va_list</c> (C11 7.16): the arguments of a variadic function as another one sees them. Its layout is known; no
/// .NET code can make one, so calls that take one are refused.
/// </summary>
public sealed class CVaListType : CType
{
    private CVaListType()
    {
    }

    /// <summary>The only one.</summary>
    public static CVaListType Instance { get; } = new();

    /// <inheritdoc/>
    public override CTypeKind Kind => CTypeKind.VaList;
}
