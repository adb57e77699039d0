using System.Runtime.InteropServices;
using NUnit.Framework;

namespace Cffi.Tests.Native;

/// <summary>What only some platforms have. On the others the tests that need it are ignored, with the reason.</summary>
internal static class PlatformSupport
{
    private static readonly bool LacksOpenSsl = RuntimeInformation.RuntimeIdentifier.StartsWith("linux-musl", StringComparison.Ordinal) && !NativeLibrary.TryLoad("libssl.so.3", out _);

    /// <summary>Whether calls and callbacks can pass a <c>va_list</c>.</summary>
    public static bool HasVariableArgumentLists => Target.Current.Calling == CallingStandard.SystemVX64;

    /// <summary>Ignores the test if no call can pass a <c>va_list</c>.</summary>
    public static void RequireVariableArgumentLists()
    {
        if (!HasVariableArgumentLists)
        {
            Assert.Ignore($"Cffi does not pass a va_list on {Target.Current} (CFFI5008).");
        }
    }

    /// <summary>Ignores the test if the platform's C compilers have no <c>__int128</c>.</summary>
    public static void RequireInt128()
    {
        if (Target.Current.Int128 is null)
        {
            Assert.Ignore($"The C compilers of {Target.Current} have no __int128 (CFFI4002).");
        }
    }

    /// <summary>Ignores the test on other systems than Windows.</summary>
    public static void RequireWindows()
    {
        if (!OperatingSystem.IsWindows())
        {
            Assert.Ignore("Only Windows has this.");
        }
    }

    /// <summary>Ignores the test if the C# compiler cannot run: it hashes with OpenSSL, and ends the process without it.</summary>
    public static void RequireCSharpCompiler()
    {
        if (LacksOpenSsl)
        {
            Assert.Ignore("The C# compiler needs OpenSSL, which this system does not have for musl.");
        }
    }
}
