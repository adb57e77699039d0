using System.Runtime.InteropServices;

namespace Cffi.Tests.Native;

/// <summary>
/// With CFFI_SANITIZE=1 the C that gcc compiles for tests is instrumented: an access outside of an object, or undefined
/// behaviour, ends the process with a report. <c>./test.sh stress</c> loads the runtime of the sanitizers before .NET,
/// for it must be the first library of the process.
/// </summary>
internal static class Sanitizers
{
    /// <summary>Whether this run asks for them.</summary>
    public static bool AreWanted { get; } = Environment.GetEnvironmentVariable("CFFI_SANITIZE") == "1";

    /// <summary>Whether the runtime of the address sanitizer is in this process.</summary>
    public static bool AreLoaded => NativeLibrary.TryGetExport(NativeLibrary.GetMainProgramHandle(), "__asan_init", out _);

    /// <summary>What gcc gets with each library; nothing when this run does not ask for it.</summary>
    public static IReadOnlyList<string> Arguments => AreWanted ? InstrumentingArguments : [];

    /// <summary>What instruments a library.</summary>
    public static IReadOnlyList<string> InstrumentingArguments { get; } = ["-fsanitize=address,undefined", "-fno-sanitize-recover=all", "-fno-omit-frame-pointer"];
}
