using Cffi.Parser.Diagnostics;
using Cffi.Parser.Lexing;

namespace Cffi.Parser.Preprocessing;

/// <summary>
/// The macros that a target's compiler predefines and headers test: GCC's for Linux and macOS, MSVC's for Windows. Each
/// is made at its first use.
/// </summary>
internal sealed class PredefinedMacros
{
    private readonly Target target;
    private readonly NameTable names;
    private readonly Dictionary<string, Macro?> known = [];

    public PredefinedMacros(Target target, NameTable names)
    {
        this.target = target;
        this.names = names;
    }

    /// <summary>The macro with that name; null if the target's compiler has none.</summary>
    public Macro? Find(string name)
    {
        if (!known.TryGetValue(name, out Macro? macro))
        {
            macro = Make(name);
            known.Add(name, macro);
        }

        return macro;
    }

    private Macro? Make(string name)
    {
        bool isAnnotation = SourceAnnotations.Contains(name, out bool takesArguments);
        if ((isAnnotation ? "" : ValueOf(name)) is not { } value)
        {
            return null;
        }

        var source = new CSourceText("<built-in>", value);
        TokenList tokens = Lexer.Lex(source, names, new DiagnosticBag());
        tokens.RemoveLast();
        return new Macro(name, takesArguments ? ["__VA_ARGS__"] : null, takesArguments, [.. tokens], new SourceSpan(source, 0, value.Length));
    }

    private string? ValueOf(string name) => name switch
    {
        "__STDC__" or "__STDC_HOSTED__" or "__CFFI__" => "1",
        "__STDC_VERSION__" => "201710L",
        "__STDC_UTF_16__" or "__STDC_UTF_32__" => "1",
        "__CHAR_BIT__" => "8",
        "__ORDER_LITTLE_ENDIAN__" or "__BYTE_ORDER__" or "__FLOAT_WORD_ORDER__" => "1234",
        "__ORDER_BIG_ENDIAN__" => "4321",
        "__ORDER_PDP_ENDIAN__" => "3412",
        "__LP64__" or "_LP64" => When(target.LongSize == 8),
        "__ILP32__" or "_ILP32" => When(target.PointerSize == 4 && !target.UsesMicrosoftLayout),

        // Words of clang and MSVC about pointers that change no type. A pointer with a different size than the target's is still an error.
        "_Nonnull" or "_Nullable" or "_Null_unspecified" or "_Nullable_result" or "__unaligned" => "",
        "__ptr64" or "__ptr32" => name == (target.PointerSize == 8 ? "__ptr64" : "__ptr32") ? "" : null,
        "__CHAR_UNSIGNED__" => When(!target.IsCharSigned),
        _ => SystemOf(name) ?? ProcessorOf(name) ?? PredefinedTypes.SizeOrLimit(name, target) ?? PredefinedTypes.TypeOf(name, target),
    };

    private string? SystemOf(string name) => target.UsesMicrosoftLayout ? name switch
    {
        "_WIN32" => "1",
        "_WIN64" => When(target.PointerSize == 8),
        "_MSC_VER" => "1940",
        "_MSC_FULL_VER" => "194033811",
        "_INTEGRAL_MAX_BITS" => "64",
        "_MSC_EXTENSIONS" or "_WCHAR_T_DEFINED" or "_NATIVE_WCHAR_T_DEFINED" => "1",
        _ => null,
    }
    : name switch
    {
        // clang has the same values: Cffi reads the GNU dialect, not the features of the newest compiler.
        "__GNUC__" => "4",
        "__GNUC_MINOR__" => "2",
        "__GNUC_PATCHLEVEL__" => "1",
        "__unix__" or "__unix" or "__linux__" or "__linux" or "__ELF__" => When(target.IsLinux),
        "__gnu_linux__" => When(target.IsGlibc),
        "__APPLE__" or "__MACH__" => When(target.System == TargetSystem.MacOS),
        "__USER_LABEL_PREFIX__" => target.System == TargetSystem.MacOS ? "_" : "",
        _ => null,
    };

    private string? ProcessorOf(string name) => (target.Calling, name) switch
    {
        (CallingStandard.SystemVX64, "__x86_64__" or "__x86_64" or "__amd64__" or "__amd64" or "__SSE__" or "__SSE2__") => "1",
        (CallingStandard.SystemVX86, "__i386__" or "__i386" or "__i686__") => "1",
        (CallingStandard.Aapcs64 or CallingStandard.AppleArm64, "__aarch64__" or "__ARM_64BIT_STATE" or "__ARM_NEON") => "1",
        (CallingStandard.Aapcs64 or CallingStandard.AppleArm64, "__ARM_ARCH") => "8",
        (CallingStandard.AppleArm64, "__arm64__" or "__arm64") => "1",
        (CallingStandard.WindowsX64, "_M_X64" or "_M_AMD64") => "100",
        (CallingStandard.WindowsX86, "_M_IX86") => "600",
        (CallingStandard.WindowsArm64, "_M_ARM64") => "1",
        _ => null,
    };

    private static string? When(bool isTrue) => isTrue ? "1" : null;
}
