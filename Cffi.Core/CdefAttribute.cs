namespace Cffi;

/// <summary>
/// Makes the source generator write the C declarations of <see cref="Text"/> as members of the partial class with this attribute:
/// functions, structs, enums, constants and variables, each under its C name.
/// </summary>
/// <remarks>
/// The generator reads the text when the project is compiled. Mistakes in it are compile errors at their position in the literal. The
/// attribute itself does nothing at run time.
/// </remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false, Inherited = false)]
public sealed class CdefAttribute : Attribute
{
    /// <summary>Declares C functions and types for the class.</summary>
    /// <param name="text">C declarations, as <c>Ffi.Cdef</c> takes them.</param>
    public CdefAttribute(string text) => Text = text;

    /// <summary>The C declarations.</summary>
    public string Text { get; }

    /// <summary>
    /// The library with the functions, as <c>Ffi.Dlopen</c> takes it: <c>"m"</c>, <c>"libz.so.1"</c> or a path;
    /// <c>null</c> for the process itself.
    /// </summary>
    public string? Library { get; set; }

    /// <summary>
    /// If true, the first use of any function or variable looks up all of them, so that a missing one is reported
    /// at once. If false, each is looked up at its own first use.
    /// </summary>
    public bool BindAtOnce { get; set; }
}
