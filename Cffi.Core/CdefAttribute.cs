namespace Cffi;

/// <summary>
/// Asks the generator to write the C declarations of <see cref="Text"/> as members of the partial class it stands on:
/// functions, structs, enums, constants and variables, each under its C name.
/// </summary>
/// <remarks>
/// The text is read when the project is compiled; mistakes in it are compile errors at their place in the literal. The
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
    /// The library that has the functions, as <c>Ffi.Dlopen</c> takes it: <c>"m"</c>, <c>"libz.so.1"</c> or a path;
    /// <c>null</c> for the process itself.
    /// </summary>
    public string? Library { get; set; }

    /// <summary>
    /// Whether all functions and variables are looked up together when the first one is used, so that a missing one shows
    /// at once; else each is looked up at its own first use.
    /// </summary>
    public bool BindAtOnce { get; set; }
}
