namespace Cffi.Modules.Stubs;

/// <summary>Macros that a compiler predefines: the output of <c>gcc -E -dD</c> contains them.</summary>
/// <remarks>They describe how that text was preprocessed, not what a header declares. The module may be compiled with other options.</remarks>
internal static class CompilerMacros
{
    private static readonly string[] Files = ["<built-in>", "<command-line>"];

    // The text may have no line markers (-P). These macros differ between runs of one compiler with different options.
    private static readonly HashSet<string> ByOption =
    [
        "__pic__", "__PIC__", "__pie__", "__PIE__", "__OPTIMIZE__", "__OPTIMIZE_SIZE__", "__NO_INLINE__", "__FAST_MATH__", "__FINITE_MATH_ONLY__",
        "__NO_MATH_ERRNO__", "__SSP__", "__SSP_ALL__", "__SSP_STRONG__", "__SSP_EXPLICIT__", "__CET__", "__SANITIZE_ADDRESS__", "__SANITIZE_THREAD__",
        "__EXCEPTIONS", "__SUPPORT_SNAN__", "__ROUNDING_MATH__", "_FORTIFY_SOURCE", "NDEBUG", "_REENTRANT",
    ];

    /// <summary>Whether a constant is such a macro.</summary>
    public static bool Has(ConstantDeclaration constant) =>
        !constant.IsPartial && (ByOption.Contains(constant.Name) || Files.Contains(constant.Span.FilePosition.File));
}
