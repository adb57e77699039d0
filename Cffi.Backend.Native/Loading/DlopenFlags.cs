namespace Cffi;

/// <summary>Options for loading a library, with the names of POSIX <c>dlopen</c>. They have no effect on Windows.</summary>
[Flags]
public enum DlopenFlags
{
    /// <summary>Resolve all symbols at once, and hide them from other libraries.</summary>
    Default = 0,

    /// <summary><c>RTLD_LAZY</c>: resolve functions when they are first called.</summary>
    Lazy = 1,

    /// <summary><c>RTLD_GLOBAL</c>: make the symbols available to libraries loaded later.</summary>
    Global = 2,

    /// <summary><c>RTLD_NODELETE</c>: closing does not unload.</summary>
    NoDelete = 4,

    /// <summary><c>RTLD_NOLOAD</c>: only find a library that is already loaded.</summary>
    NoLoad = 8,

    /// <summary><c>RTLD_DEEPBIND</c>: prefer the library's own symbols (glibc).</summary>
    DeepBind = 16,
}
