using System.Reflection;

namespace Cffi;

/// <summary>A library that Cffi is about to open by its name: the question to the function of <see cref="CLibrary.SetResolver"/>.</summary>
/// <remarks>Immutable; any thread may use it.</remarks>
public sealed class LibraryRequest
{
    internal LibraryRequest(string name, DlopenFlags flags, Assembly? assembly)
    {
        Name = name;
        Flags = flags;
        Assembly = assembly;
    }

    /// <summary>The name that <see cref="Ffi.Dlopen(string?, DlopenFlags)"/> or the <c>[Cdef]</c> attribute has; for a module of API mode, the module's name.</summary>
    public string Name { get; }

    /// <summary>How the library will be loaded.</summary>
    public DlopenFlags Flags { get; }

    /// <summary>For a module that was compiled with typed bindings, the assembly of the bindings; otherwise null.</summary>
    public Assembly? Assembly { get; }

    /// <summary>The library's name.</summary>
    public override string ToString() => Name;
}
