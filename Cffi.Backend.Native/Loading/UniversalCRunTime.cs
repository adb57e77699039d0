using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using Cffi.Backend.Native.Executors.WindowsX64;
using Cffi.Backend.Native.Host;

namespace Cffi.Backend.Native.Loading;

/// <summary>The functions of C's run time on Windows that its headers define under names that the library does not export.</summary>
/// <remarks>
/// Three kinds. POSIX functions have an underscore (<c>strdup</c> is <c>_strdup</c>). Functions with a time or a file's data have the size of the
/// types in their names (<c>time</c> is <c>_time64</c>, and <c>stat</c> is <c>_stat64i32</c>). Functions with a format are inline: they pass their variable
/// arguments as a list to one of the <c>__stdio_common</c> functions, and machine code here does the same.
/// </remarks>
internal static unsafe class UniversalCRunTime
{
    // corecrt_stdio_config.h: a buffer that is too small still ends with NUL; the result counts the characters that did not fit (C11 7.21.6.5p3).
    private const ulong EndsWithNul = 1;
    private const ulong CountsAll = 2;

    private const int StandardInput = 0;
    private const int StandardOutput = 1;

    private static readonly Lazy<nint> Library = new(static () => NativeLibrary.Load("ucrtbase.dll"));
    private static readonly ConcurrentDictionary<string, nint> Formatting = new(StringComparer.Ordinal);

    /// <summary>The handle of the library.</summary>
    public static nint Handle => Library.Value;

    /// <summary>The address of a function that the library does not export under this name.</summary>
    public static bool TryFind(string name, out nint address) =>
        NativeLibrary.TryGetExport(Handle, "_" + name, out address)
        || NativeLibrary.TryGetExport(Handle, $"_{name}64i32", out address)
        || NativeLibrary.TryGetExport(Handle, $"_{name}64", out address)
        || (name.EndsWith("_s", StringComparison.Ordinal) && NativeLibrary.TryGetExport(Handle, $"_{name[..^2]}64_s", out address))
        || (RuntimeInformation.ProcessArchitecture == Architecture.X64 && (address = Formatting.GetOrAdd(name, MakeFormatting)) != 0);

    // 0 for a name that is none of these, and where the system allows no executable memory.
    private static nint MakeFormatting(string name) => name switch
    {
        "snprintf" => Make(MachineCode.FormatSized, "__stdio_common_vsprintf", CountsAll),
        "sprintf" => Make(MachineCode.FormatUnsized, "__stdio_common_vsprintf", EndsWithNul),
        "sscanf" => Make(MachineCode.FormatUnsized, "__stdio_common_vsscanf", 0),
        "printf" => Make(MachineCode.FormatStandard, "__stdio_common_vfprintf", 0, StandardOutput),
        "scanf" => Make(MachineCode.FormatStandard, "__stdio_common_vfscanf", 0, StandardInput),
        "fprintf" => Make(MachineCode.FormatFile, "__stdio_common_vfprintf", 0),
        "fscanf" => Make(MachineCode.FormatFile, "__stdio_common_vfscanf", 0),
        "swprintf" => Make(MachineCode.FormatSized, "__stdio_common_vswprintf", 0),
        "swscanf" => Make(MachineCode.FormatUnsized, "__stdio_common_vswscanf", 0),
        "wprintf" => Make(MachineCode.FormatStandard, "__stdio_common_vfwprintf", 0, StandardOutput),
        "wscanf" => Make(MachineCode.FormatStandard, "__stdio_common_vfwscanf", 0, StandardInput),
        "fwprintf" => Make(MachineCode.FormatFile, "__stdio_common_vfwprintf", 0),
        "fwscanf" => Make(MachineCode.FormatFile, "__stdio_common_vfwscanf", 0),
        _ => 0,
    };

    // The code ends with its data: the function, the options, the function that finds a standard file, and the number of that file.
    private static nint Make(ReadOnlySpan<byte> code, string function, ulong options, int file = 0)
    {
        byte[] complete = code.ToArray();
        Span<byte> data = complete.AsSpan(complete.Length - (4 * sizeof(long)));
        BinaryPrimitives.WriteInt64LittleEndian(data, NativeLibrary.GetExport(Handle, function));
        BinaryPrimitives.WriteUInt64LittleEndian(data[8..], options);
        BinaryPrimitives.WriteInt64LittleEndian(data[16..], NativeLibrary.GetExport(Handle, "__acrt_iob_func"));
        BinaryPrimitives.WriteInt64LittleEndian(data[24..], file);
        return (nint)ExecutableMemory.TryCreate(complete);
    }
}
