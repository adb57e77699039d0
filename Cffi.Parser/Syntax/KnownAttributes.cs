namespace Cffi.Parser.Syntax;

/// <summary>The names of attributes, by their meaning for Cffi.</summary>
internal static class KnownAttributes
{
    // Attributes that change neither layout nor calls.
    private static readonly HashSet<string> Harmless =
    [
        "access", "alias", "alloc_align", "alloc_size", "allocate", "allocator", "always_inline", "artificial", "assume_aligned", "availability",
        "cold", "const", "constructor", "copy", "counted_by", "deprecated", "destructor", "diagnose_if", "dllexport", "dllimport", "enable_if",
        "enum_extensibility", "error", "expected_throw", "externally_visible", "fallthrough", "fd_arg", "fd_arg_read", "fd_arg_write", "flag_enum",
        "flatten", "format", "format_arg", "gnu_inline", "guard", "hot", "ifunc", "intrin_type", "leaf", "malloc", "may_alias", "maybe_unused",
        "naked", "no_icf", "no_instrument_function", "no_reorder", "no_sanitize", "no_sanitize_address", "no_split_stack", "no_stack_protector",
        "noalias", "nocf_check", "noclone", "nocommon", "nodebug", "nodiscard", "noescape", "noinline", "noipa", "nonnull", "nonnull_if_nonzero",
        "nonstring", "noplt", "noreturn", "nothrow", "novtable", "null_terminated_string_arg", "objc_bridge", "optimize", "overloadable",
        "patchable_function_entry", "property", "pure", "reproducible", "restrict", "retain", "returns_nonnull", "returns_twice", "safebuffers",
        "section", "selectany", "sentinel", "simd", "spectre", "strict_gs_check", "swift_name", "symver", "target", "target_clones", "tls_model",
        "unavailable", "uninitialized", "unsequenced", "unused", "used", "uuid", "vector", "visibility", "warn_if_not_aligned",
        "warn_unused_result", "warning", "weak", "weakref", "zero_call_used_regs", "_Noreturn",
    ];

    // Attributes that change a declaration and that the model represents.
    private static readonly HashSet<string> Obeyed =
    [
        "packed", "aligned", "align", "mode", "ms_struct", "gcc_struct", "vector_size", "transparent_union",
        "thread", "cdecl", "stdcall", "fastcall", "thiscall", "vectorcall",
    ];

    // Attributes that change a declaration and that the model cannot represent.
    private static readonly HashSet<string> Unsupported =
    [
        "ext_vector_type", "neon_vector_type", "ms_abi", "sysv_abi", "regparm", "sseregparm", "pcs", "address_space", "scalar_storage_order",
        "preserve_most", "preserve_all", "pascal", "swiftcall", "regcall", "blocks",
    ];

    /// <summary>All names, for suggestions.</summary>
    public static IEnumerable<string> All => [.. Obeyed, .. Harmless];

    /// <summary>A word of an attribute, without the two underscores on both sides that avoid conflicts with macros.</summary>
    public static string Plain(string name) =>
        name.Length > 4 && name.StartsWith("__", StringComparison.Ordinal) && name.EndsWith("__", StringComparison.Ordinal)
            ? name.Substring(2, name.Length - 4)
            : name;

    /// <summary>Whether an attribute changes neither layout nor calls.</summary>
    public static bool IsHarmless(string name) => Harmless.Contains(name);

    /// <summary>Whether an attribute is refused by name.</summary>
    public static bool IsUnsupported(string name) => Unsupported.Contains(name);

    /// <summary>Whether an attribute is known, with or without underscores, for <c>__has_attribute</c>.</summary>
    public static bool Contains(string name)
    {
        string plain = Plain(name);
        return Harmless.Contains(plain) || Obeyed.Contains(plain);
    }

    /// <summary>Whether an attribute is one of C23's (6.7.13).</summary>
    public static bool IsStandard(string name) => Plain(name) is "deprecated" or "fallthrough" or "maybe_unused" or "nodiscard"
        or "noreturn" or "_Noreturn" or "reproducible" or "unsequenced";
}
