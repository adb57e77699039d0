using System.Runtime.InteropServices;
using NUnit.Framework;

namespace Cffi.Tests.Native;

/// <summary>What only some platforms have. On the others the tests that need it are ignored, with the reason.</summary>
internal static class PlatformSupport
{
    private static readonly bool LacksOpenSsl = RuntimeInformation.RuntimeIdentifier.StartsWith("linux-musl", StringComparison.Ordinal) && !NativeLibrary.TryLoad("libssl.so.3", out _);

    /// <summary>Whether calls and callbacks can pass a <c>va_list</c>.</summary>
    public static bool HasVariableArgumentLists => Target.Current.Calling == CallingStandard.SystemVX64;

    /// <summary>Whether an enum has a type that holds all its constants; Microsoft's compiler makes it an <c>int</c>.</summary>
    public static bool HasWideEnums => !Target.Current.UsesMicrosoftLayout;

    /// <summary>Whether a record without members has no bytes; Microsoft's compiler gives it some.</summary>
    public static bool HasEmptyRecords => !Target.Current.UsesMicrosoftLayout;

    /// <summary>Whether the loader gives the address of a thread-local variable.</summary>
    public static bool HasThreadLocalVariables => !OperatingSystem.IsWindows();

    /// <summary>Whether the loader unloads a library that is closed; musl's never does.</summary>
    public static bool Unloads => Target.Current.System != TargetSystem.LinuxMusl;

    /// <summary>Whether the platform's C compilers have an arithmetic type.</summary>
    /// <param name="type">The type, or a text that has its name.</param>
    public static bool HasType(string type) =>
        type.Contains("__int128", StringComparison.Ordinal) ? Target.Current.Int128 is not null
        : type.Contains("loat128", StringComparison.Ordinal) ? Target.Current.HasFloat128
        : !type.Contains("_Float16", StringComparison.Ordinal) || !Target.Current.UsesMicrosoftLayout;

    /// <summary>Whether a floating type exists and holds more bits than <c>double</c>.</summary>
    public static bool IsWiderThanDouble(string type) => type == "long double" ? Target.Current.LongDouble.Size > sizeof(double) : HasType(type);

    /// <summary>Ignores the test if the platform's C compilers do not have an arithmetic type.</summary>
    public static void RequireType(string type)
    {
        if (!HasType(type))
        {
            Assert.Ignore($"The C compilers of {Target.Current} have no {type} (CFFI4002).");
        }
    }

    /// <summary>Ignores the test if no call can pass a <c>va_list</c>.</summary>
    public static void RequireVariableArgumentLists()
    {
        if (!HasVariableArgumentLists)
        {
            Assert.Ignore($"Cffi does not pass a va_list on {Target.Current} (CFFI5008).");
        }
    }

    /// <summary>Ignores the test if the loader does not give the address of a thread-local variable.</summary>
    public static void RequireThreadLocalVariables()
    {
        if (!HasThreadLocalVariables)
        {
            Assert.Ignore($"The loader of {Target.Current} does not give the address of a thread-local variable (CFFI7081).");
        }
    }

    /// <summary>Ignores the test if an open library does not have a function that it declares.</summary>
    public static void RequireFunction(CLibrary library, string name)
    {
        if (!library.TryGetFunction(name, out _))
        {
            Assert.Ignore($"The C library of {Target.Current} has no {name}.");
        }
    }

    /// <summary>Ignores the test if closing a library does not unload it.</summary>
    public static void RequireUnloading()
    {
        if (!Unloads)
        {
            Assert.Ignore("musl never unloads a library.");
        }
    }

    /// <summary>Ignores the test if libraries are not ELF files.</summary>
    public static void RequireElf()
    {
        if (!Target.Current.IsLinux)
        {
            Assert.Ignore($"The libraries of {Target.Current} are not ELF files.");
        }
    }

    /// <summary>Ignores the test if the loader has no cache in glibc's format.</summary>
    public static void RequireLoaderCache()
    {
        if (!File.Exists("/etc/ld.so.cache"))
        {
            Assert.Ignore($"The loader of {Target.Current} has no cache here.");
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
