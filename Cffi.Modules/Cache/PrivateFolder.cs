using System.Runtime.InteropServices;
using System.Text;
using Cffi.Modules.Errors;

namespace Cffi.Modules.Cache;

/// <summary>Folders that only the user can write to, because code is loaded from them.</summary>
internal static unsafe class PrivateFolder
{
    private const int Here = -100;
    private const int DoNotFollow = 0x100;
    private const uint BasicStats = 0x7ff;
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <summary>Creates a folder, or checks the existing one.</summary>
    /// <exception cref="CompilationException">The folder cannot be created, or other users have access to it.</exception>
    public static void Require(string path)
    {
        try
        {
            if (OperatingSystem.IsWindows())
            {
                Directory.CreateDirectory(path);
                return;
            }

            Make(path);
            if ((File.GetUnixFileMode(path) & Others) != 0)
            {
                throw BuildErrors.NotPrivate(path, "other users have access to it");
            }

            if (!IsOwn(path))
            {
                throw BuildErrors.NotPrivate(path, "it belongs to another user, or is a link");
            }
        }
        catch (Exception reason) when (reason is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw BuildErrors.CannotKeep(path, reason);
        }
    }

    // This creates missing parent folders too: CreateDirectory would make them accessible to all users.
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    private static void Make(string path)
    {
        if (Directory.Exists(path))
        {
            return;
        }

        if (Path.GetDirectoryName(path) is { } above)
        {
            Make(above);
        }

        Directory.CreateDirectory(path, Owner);
    }

    /// <summary>Whether a file or folder belongs to the user; a link does not. Only Linux is checked.</summary>
    public static bool IsOwn(string path)
    {
        if (!OperatingSystem.IsLinux())
        {
            return true;
        }

        // Linux's struct statx, 256 bytes: the owner is at offset 20, the mode at 28. Both buffers are valid during the call.
        byte* facts = stackalloc byte[256];
        nint process = NativeLibrary.GetMainProgramHandle();
        fixed (byte* text = Encoding.UTF8.GetBytes(path + "\0"))
        {
            var user = (delegate* unmanaged[Cdecl]<uint>)NativeLibrary.GetExport(process, "geteuid");
            const int kindMask = 0xf000, link = 0xa000;
            return TryAsk(process, text, facts) && *(uint*)(facts + 20) == user() && (*(ushort*)(facts + 28) & kindMask) != link;
        }
    }

    // musl has had the function since 1.2.5; before that the system call has to do, whose number depends on the processor.
    private static bool TryAsk(nint process, byte* path, byte* facts)
    {
        if (NativeLibrary.TryGetExport(process, "statx", out nint function))
        {
            return ((delegate* unmanaged[Cdecl]<int, byte*, int, uint, byte*, int>)function)(Here, path, DoNotFollow, BasicStats, facts) == 0;
        }

        long number = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 332 : 291;
        var call = (delegate* unmanaged[Cdecl]<long, long, byte*, long, long, byte*, long>)NativeLibrary.GetExport(process, "syscall");
        return call(number, Here, path, DoNotFollow, BasicStats, facts) == 0;
    }
}
