using System.Runtime.InteropServices;

namespace Cffi.Tests.Native;

/// <summary>
/// With CFFI_SANITIZE=1, gcc instruments the C code of the tests: an access outside of an object, or undefined
/// behaviour, ends the process with a report. <c>./test.sh stress</c> loads the sanitizers' runtime before .NET,
/// because it must be the first library of the process.
/// </summary>
internal static class Sanitizers
{
    /// <summary>Whether this run uses the sanitizers.</summary>
    public static bool AreWanted { get; } = Environment.GetEnvironmentVariable("CFFI_SANITIZE") == "1";

    /// <summary>Whether the runtime of the address sanitizer is in this process.</summary>
    public static bool AreLoaded => NativeLibrary.TryGetExport(NativeLibrary.GetMainProgramHandle(), "__asan_init", out _);

    /// <summary>The arguments for gcc when it compiles a library; empty in a run without the sanitizers.</summary>
    public static IReadOnlyList<string> Arguments => AreWanted ? InstrumentingArguments : [];

    /// <summary>The arguments that instrument a library.</summary>
    public static IReadOnlyList<string> InstrumentingArguments { get; } = ["-fsanitize=address,undefined", "-fno-sanitize-recover=all", "-fno-omit-frame-pointer"];
}
