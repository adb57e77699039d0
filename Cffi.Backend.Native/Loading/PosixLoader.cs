using System.Runtime.InteropServices;
using System.Text;
using Cffi.Backend.Native.Host;

namespace Cffi.Backend.Native.Loading;

/// <summary><c>dlopen</c> and related functions, with flags and the loader's messages.</summary>
internal sealed unsafe class PosixLoader : SystemLoader
{
    // POSIX prototypes; resolved once, valid as long as the process.
    private static readonly delegate* unmanaged[Cdecl]<byte*, int, nint> Open = (delegate* unmanaged[Cdecl]<byte*, int, nint>)ProcessSymbols.Find("dlopen");
    private static readonly delegate* unmanaged[Cdecl]<nint, byte*, nint> Symbol = (delegate* unmanaged[Cdecl]<nint, byte*, nint>)ProcessSymbols.Find("dlsym");
    private static readonly delegate* unmanaged[Cdecl]<nint, int> Close = (delegate* unmanaged[Cdecl]<nint, int>)ProcessSymbols.Find("dlclose");
    private static readonly delegate* unmanaged[Cdecl]<byte*> Error = (delegate* unmanaged[Cdecl]<byte*>)ProcessSymbols.Find("dlerror");

    /// <inheritdoc/>
    public override bool TryOpen(string? path, DlopenFlags flags, out nint handle, out string failure)
    {
        fixed (byte* text = path is null ? null : NulTerminated(path))
        {
            // The text is pinned for the call; dlopen copies what it keeps.
            handle = Open(text, NativeFlags(flags));
        }

        failure = handle == 0 ? LastError() : "";
        return handle != 0;
    }

    /// <inheritdoc/>
    public override bool TryFind(nint handle, string symbol, out nint address)
    {
        _ = Error();
        fixed (byte* text = NulTerminated(symbol))
        {
            address = Symbol(handle, text);
        }

        return address != 0 || Error() == null;
    }

    /// <inheritdoc/>
    public override void Release(nint handle) => _ = Close(handle);

    /// <inheritdoc/>
    public override IEnumerable<string> Exports(nint handle, string? path) => OperatingSystem.IsLinux() ? ElfSymbols.Exports(path, handle) : [];

    private static int NativeFlags(DlopenFlags flags)
    {
        bool mac = OperatingSystem.IsMacOS();
        int native = flags.HasFlag(DlopenFlags.Lazy) ? 1 : 2;
        native |= flags.HasFlag(DlopenFlags.Global) ? (mac ? 0x8 : 0x100) : (mac ? 0x4 : 0);
        native |= flags.HasFlag(DlopenFlags.NoDelete) ? (mac ? 0x80 : 0x1000) : 0;
        native |= flags.HasFlag(DlopenFlags.NoLoad) ? (mac ? 0x10 : 0x4) : 0;
        native |= flags.HasFlag(DlopenFlags.DeepBind) && !mac ? 0x8 : 0;
        return native;
    }

    private static byte[] NulTerminated(string text)
    {
        var bytes = new byte[Encoding.UTF8.GetByteCount(text) + 1];
        Encoding.UTF8.GetBytes(text, bytes);
        return bytes;
    }

    // dlerror's text is valid until the thread's next call of the loader.
    private static string LastError() => Marshal.PtrToStringUTF8((nint)Error()) ?? "not found";
}
