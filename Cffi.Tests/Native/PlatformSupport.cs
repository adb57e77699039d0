using System.Runtime.InteropServices;
using NUnit.Framework;

namespace Cffi.Tests.Native;

/// <summary>What only some platforms have. On the others the tests that need it are ignored, with the reason.</summary>
internal static class PlatformSupport
{
    private static readonly bool LacksOpenSsl = LacksForMusl("libssl.so.3");
    private static readonly bool LacksZlib = LacksForMusl("libz.so.1");

    private static readonly Lazy<bool> KernelCopiesMemory = new(CopyByKernel);

    private static bool IsMusl => Target.Current.System == TargetSystem.LinuxMusl;

    /// <summary>Whether calls and callbacks can pass a <c>va_list</c>.</summary>
    public static bool HasVariableArgumentLists => Target.Current.Calling == CallingStandard.SystemVX64;

    /// <summary>Whether an enum has a type that holds all its constants; Microsoft's compiler makes it an <c>int</c>.</summary>
    public static bool HasWideEnums => !Target.Current.UsesMicrosoftLayout;

    /// <summary>Whether a record without members has no bytes; Microsoft's compiler gives it some.</summary>
    public static bool HasEmptyRecords => !Target.Current.UsesMicrosoftLayout;

    /// <summary>Whether the loader gives the address of a thread-local variable.</summary>
    public static bool HasThreadLocalVariables => !OperatingSystem.IsWindows();

    /// <summary>Whether the loader unloads a library that is closed; musl's never does.</summary>
    public static bool Unloads => !IsMusl;

    /// <summary>Whether the platform's C compilers have an arithmetic type.</summary>
    /// <param name="type">The type, or a text that has its name.</param>
    public static bool HasType(string type) =>
        type.Contains("__int128", StringComparison.Ordinal) ? Target.Current.Int128 is not null
        : type.Contains("loat128", StringComparison.Ordinal) ? Target.Current.HasFloat128
        : !type.Contains("_Float16", StringComparison.Ordinal) || !Target.Current.UsesMicrosoftLayout;

    /// <summary>Whether a floating type exists, and has another format than <c>double</c>.</summary>
    public static bool HasOwnFormat(string type) => type == "long double" ? Target.Current.LongDouble.Size > sizeof(double) : HasType(type);

    /// <summary>Ignores the test if the platform's C compilers do not have an arithmetic type.</summary>
    public static void RequireType(string type)
    {
        if (!HasType(type))
        {
            Assert.Ignore($"The C compilers of {Target.Current} have no {type} (CFFI4002).");
        }
    }

    /// <summary>Ignores the test if plain <c>char</c> has no negative values.</summary>
    public static void RequireSignedChar()
    {
        if (!Target.Current.IsCharSigned)
        {
            Assert.Ignore($"A char is unsigned on {Target.Current}.");
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

    /// <summary>Ignores the test if the kernel does not copy memory of the process (emulators and some containers refuse it).</summary>
    public static void RequireMemoryCopiedByKernel()
    {
        if (!KernelCopiesMemory.Value)
        {
            Assert.Ignore("The kernel does not have or does not allow process_vm_readv here, with which Cffi reads memory of unknown size for display.");
        }
    }

    /// <summary>Ignores the test if there is no zlib for the process's C library.</summary>
    public static void RequireZlib()
    {
        if (LacksZlib)
        {
            Assert.Ignore("This system does not have zlib for musl.");
        }
    }

    /// <summary>Ignores the test if every library that needs the C library has its mathematics too.</summary>
    public static void RequireSeparateMathematics()
    {
        if (IsMusl)
        {
            Assert.Ignore("musl's C library has the mathematics itself.");
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

    private static bool CopyByKernel()
    {
        if (!OperatingSystem.IsLinux())
        {
            return true;
        }

        var ffi = new Ffi();
        ffi.Cdef("""
            struct piece { void *start; size_t size; };
            ssize_t process_vm_readv(int process, const struct piece *to, unsigned long to_count, const struct piece *from, unsigned long from_count, unsigned long flags);
            """);
        using CLibrary c = ffi.Dlopen("c");
        using CData bytes = ffi.New("char[2]");
        using CData to = ffi.New("struct piece *", new object[] { bytes, 1 });
        using CData from = ffi.New("struct piece *", new object[] { bytes + 1, 1 });
        return c.Call<long>("process_vm_readv", Environment.ProcessId, to, 1, from, 1, 0) == 1;
    }

    // Most systems have their libraries for one C library only.
    private static bool LacksForMusl(string library) => IsMusl && !NativeLibrary.TryLoad(library, out _);
}
