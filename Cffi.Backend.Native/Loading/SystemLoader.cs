namespace Cffi.Backend.Native.Loading;

/// <summary>The loader of an operating system.</summary>
internal abstract class SystemLoader
{
    /// <summary>The one of this process.</summary>
    public static SystemLoader Current { get; } = OperatingSystem.IsWindows() ? new WindowsLoader() : new PosixLoader();

    /// <summary>Opens a library.</summary>
    /// <param name="path">The name or path; null means the process itself.</param>
    /// <param name="flags">How to load it.</param>
    /// <param name="handle">The loader's handle.</param>
    /// <param name="failure">The loader's reason; empty on success.</param>
    public abstract bool TryOpen(string? path, DlopenFlags flags, out nint handle, out string failure);

    /// <summary>The address of a symbol. A symbol can have the address 0, so the result says whether it was found.</summary>
    public abstract bool TryFind(nint handle, string symbol, out nint address);

    /// <summary>Closes a library once.</summary>
    public abstract void Release(nint handle);

    /// <summary>The names that a library exports, for "did you mean"; none if they cannot be read.</summary>
    /// <param name="handle">The loader's handle.</param>
    /// <param name="path">The name or path that the loader got, if there is one.</param>
    public abstract IEnumerable<string> Exports(nint handle, string? path);
}
