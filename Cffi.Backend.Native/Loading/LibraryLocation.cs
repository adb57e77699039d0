using System.Globalization;

namespace Cffi;

/// <summary>Where a library is: the answer of the function of <see cref="CLibrary.SetResolver"/>.</summary>
/// <remarks>Immutable; any thread may use it.</remarks>
public sealed class LibraryLocation
{
    private LibraryLocation(string? path, nint handle, bool ownsHandle)
    {
        Path = path;
        Handle = handle;
        OwnsHandle = ownsHandle;
    }

    /// <summary>The path of the library, or a name for the system's search; null for an open handle.</summary>
    public string? Path { get; }

    /// <summary>The open handle; 0 for a path.</summary>
    public nint Handle { get; }

    /// <summary>Whether Cffi closes the handle when the library is disposed. Cffi always closes what it opens by a path.</summary>
    public bool OwnsHandle { get; }

    /// <summary>A library that Cffi opens.</summary>
    /// <param name="path">The path, or a name for the system's search.</param>
    /// <returns>The location; null for null or an empty path, which leaves the library to the usual search.</returns>
    public static LibraryLocation? AtPath(string? path) => string.IsNullOrEmpty(path) ? null : new LibraryLocation(path, 0, ownsHandle: true);

    /// <summary>A library that is open already.</summary>
    /// <param name="handle">
    /// A handle of <see cref="System.Runtime.InteropServices.NativeLibrary"/>, <c>dlopen</c> or <c>LoadLibrary</c>. It must stay open as
    /// long as the library is used.
    /// </param>
    /// <param name="ownsHandle">Whether Cffi closes the handle when the library is disposed. Each answer must then be a handle of its own.</param>
    /// <returns>The location; null for the handle 0, which leaves the library to the usual search.</returns>
    public static LibraryLocation? OfHandle(nint handle, bool ownsHandle = false) => handle == 0 ? null : new LibraryLocation(null, handle, ownsHandle);

    /// <summary>The path, or the handle in hexadecimal.</summary>
    public override string ToString() => Path is not null ? $"'{Path}'" : string.Create(CultureInfo.InvariantCulture, $"the handle 0x{Handle:x}");
}
