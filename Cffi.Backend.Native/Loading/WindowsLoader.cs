using System.Runtime.InteropServices;
using Cffi.Backend.Native.Host;

namespace Cffi.Backend.Native.Loading;

/// <summary><c>LoadLibrary</c> and related functions.</summary>
/// <remarks>Windows knows no lazy or global symbols, so that these flags have no effect.</remarks>
internal sealed unsafe class WindowsLoader : SystemLoader
{
    private const int ModuleNotFound = 126;
    private const uint PinModule = 1;
    private const uint WithFolderOfLibrary = 8;
    private const uint NoDialogs = 1;
    private const int MostPathLength = 32768;

    private static readonly nint Program = NativeLibrary.GetMainProgramHandle();

    private static readonly delegate* unmanaged[Stdcall]<char*, nint, uint, nint> LoadLibrary =
        (delegate* unmanaged[Stdcall]<char*, nint, uint, nint>)ProcessSymbols.FindInSystem("LoadLibraryExW");

    private static readonly delegate* unmanaged[Stdcall]<char*, nint> GetModule =
        (delegate* unmanaged[Stdcall]<char*, nint>)ProcessSymbols.FindInSystem("GetModuleHandleW");

    private static readonly delegate* unmanaged[Stdcall]<uint, char*, nint*, int> GetAndPinModule =
        (delegate* unmanaged[Stdcall]<uint, char*, nint*, int>)ProcessSymbols.FindInSystem("GetModuleHandleExW");

    private static readonly delegate* unmanaged[Stdcall]<nint, char*, int, int> GetModuleFileName =
        (delegate* unmanaged[Stdcall]<nint, char*, int, int>)ProcessSymbols.FindInSystem("GetModuleFileNameW");

    private static readonly delegate* unmanaged[Stdcall]<uint, uint*, int> SetErrorMode =
        (delegate* unmanaged[Stdcall]<uint, uint*, int>)ProcessSymbols.FindInSystem("SetThreadErrorMode");

    /// <inheritdoc/>
    public override bool TryOpen(string? path, DlopenFlags flags, out nint handle, out string failure)
    {
        failure = "";
        if (path is null)
        {
            handle = Program;
            return true;
        }

        // The texts are NUL-terminated (.NET strings are) and pinned for the calls.
        fixed (char* text = path)
        {
            if (flags.HasFlag(DlopenFlags.NoLoad) && GetModule(text) == 0)
            {
                handle = 0;
                failure = "the library is not loaded";
                return false;
            }

            uint modeBefore;
            _ = SetErrorMode(NoDialogs, &modeBefore);
            handle = LoadLibrary(text, 0, Path.IsPathFullyQualified(path) ? WithFolderOfLibrary : 0);
            int error = LastError.Get();
            _ = SetErrorMode(modeBefore, null);
            if (handle == 0)
            {
                failure = Marshal.GetPInvokeErrorMessage(error) + (error == ModuleNotFound && MissingDependency(path) is { } missing ? $" It needs '{missing}', which is not found." : "");
                return false;
            }

            nint pinned;
            _ = flags.HasFlag(DlopenFlags.NoDelete) ? GetAndPinModule(PinModule, text, &pinned) : 0;
            return true;
        }
    }

    // A program on other systems has the functions of the C library it is linked with.
    /// <inheritdoc/>
    public override bool TryFind(nint handle, string symbol, out nint address) =>
        NativeLibrary.TryGetExport(handle, symbol, out address)
        || (handle == Program && NativeLibrary.TryGetExport(UniversalCRunTime.Handle, symbol, out address))
        || ((handle == UniversalCRunTime.Handle || handle == Program) && UniversalCRunTime.TryFind(symbol, out address));

    /// <inheritdoc/>
    public override void Release(nint handle) => NativeLibrary.Free(handle);

    /// <inheritdoc/>
    public override IEnumerable<string> Exports(nint handle, string? path) => PathOf(handle) is { } file ? new PeFile(file).Exports() : [];

    // The loader says only that something is not found. What the library needs is in its file.
    private static string? MissingDependency(string name)
    {
        string[] folders = [AppContext.BaseDirectory, Environment.SystemDirectory, .. LibrarySearch.FoldersIn("PATH")];
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        return Find(name, folders, "") is { } file ? Missing(file, folders, seen) : null;
    }

    private static string? Missing(string file, string[] folders, HashSet<string> seen)
    {
        foreach (string needed in new PeFile(file).Imports())
        {
            if (!seen.Add(needed) || IsLoaded(needed))
            {
                continue;
            }

            if (Find(needed, folders, Path.GetDirectoryName(file)!) is not { } found)
            {
                return needed;
            }

            if (Missing(found, folders, seen) is { } deeper)
            {
                return deeper;
            }
        }

        return null;
    }

    // Names of sets of functions (api-ms-win-...) have no files: the system maps them to its libraries.
    private static bool IsLoaded(string name)
    {
        fixed (char* text = name)
        {
            return GetModule(text) != 0 || name.StartsWith("api-ms-win-", StringComparison.OrdinalIgnoreCase) || name.StartsWith("ext-ms-", StringComparison.OrdinalIgnoreCase);
        }
    }

    private static string? Find(string name, string[] folders, string first)
    {
        string fileName = Path.HasExtension(name) ? name : name + ".dll";
        return folders.Prepend(first).Select(folder => Path.Combine(folder, fileName)).FirstOrDefault(File.Exists);
    }

    private static string? PathOf(nint handle)
    {
        var path = new char[MostPathLength];
        fixed (char* text = path)
        {
            int length = GetModuleFileName(handle, text, path.Length);
            return length > 0 ? new string(path, 0, length) : null;
        }
    }
}
