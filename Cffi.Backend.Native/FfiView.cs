namespace Cffi;

/// <summary>What a debugger shows of an <see cref="Ffi"/>.</summary>
internal sealed class FfiView(Ffi ffi)
{
    public Target Target { get; } = ffi.Target;

    public CallbackPolicy? OnException { get; } = ffi.OnException;

    public Declaration[] Declarations { get; } = [.. ffi.Declarations.All];
}
