namespace Cffi.Modules.Errors;

/// <summary>Makes the exceptions of compiling a module: one id and one wording each.</summary>
internal static class BuildErrors
{
    public static CompilationException NoCompiler(string wanted) =>
        new("CFFI8001", $"the C compiler '{wanted}' was not found; write its full path, or a name that is in a folder of PATH");

    public static CompilationException NoCompilerFor(Target target, IEnumerable<string> tried, string? packages) => new(
        "CFFI8001",
        target != Target.Current
            ? $"no C compiler for {target} was found; tried {string.Join(", ", tried.DefaultIfEmpty("none, because Cffi knows none"))} in the folders of PATH; {(packages is not null ? $"install one (Debian: apt-get install {packages}), or set" : "set")} BuildOptions.Compiler"
            : $"no C compiler was found; tried {string.Join(", ", tried)} in the folders of PATH; install one (Debian: apt-get install gcc libc6-dev), set CC, or set BuildOptions.Compiler");

    public static CompilationException OtherMachine(string compiler, Target? actual, Target target) =>
        new("CFFI8023", $"{compiler} compiled for {actual?.Name ?? "another machine"}, not for {target}; set BuildOptions.Compiler to a compiler for {target}, or do not set it, and Cffi looks for one");

    public static CompilationException Refused(string compiler, int exitCode, string output, IReadOnlyList<CDiagnostic> diagnostics) => new(
        "CFFI8002",
        $"{compiler} refused the module (exit code {exitCode})\n"
            + (diagnostics.Count > 0 ? string.Join("\n", diagnostics.Select(static d => d.Render())) : output),
        output,
        diagnostics);

    public static CompilationException TimedOut(string compiler, TimeSpan limit) =>
        new("CFFI8003", FormattableString.Invariant($"{compiler} did not finish within {limit.TotalSeconds:0.###} seconds and was stopped; set a larger BuildOptions.TimeLimit"));

    public static CompilationException DoesNotStart(string compiler, Exception reason) =>
        new("CFFI8004", $"{compiler} cannot be started: {reason.Message}", inner: reason);

    public static CffiNameException ModuleName(string name) => new(
        "CFFI8005",
        $"'{Shown(name)}' is not a module name; use letters, digits and '_', do not start with a digit, and separate parts with dots");

    public static CffiUnsupportedException NoSource() =>
        new("CFFI8006", "the module has no C source; call SetSource with the #include lines that the declarations need, then Compile");

    public static CffiUnsupportedException SecondSource(string module) =>
        new("CFFI8007", $"the source of module '{module}' is already set; use another Ffi for another module, or Verify");

    public static CompilationException PackageConfiguration(IReadOnlyList<string> packages, string reason) =>
        new("CFFI8008", $"pkg-config cannot find {string.Join(", ", packages)}: {reason}", reason);

    public static CompilationException NoPackageConfigurationFor(Target target, string program) => new(
        "CFFI8022", $"'{program}', which knows the packages for {target}, was not found; install it, or set the libraries and folders of that platform yourself");

    public static CompilationException NoPackageConfiguration(string program) => new(
        "CFFI8022", $"'{program}' was not found; install it (Debian: apt-get install pkgconf), or set PKG_CONFIG to its path");

    public static CompilationException CannotKeep(string folder, Exception reason) =>
        new("CFFI8009", $"the compiled module cannot be stored in '{folder}': {reason.Message}; set BuildOptions.CacheFolder or CFFI_CACHE to another folder", inner: reason);

    public static CompilationException NotPrivate(string folder, string reason) =>
        new("CFFI8010", $"the cache folder '{folder}' cannot be used: {reason}; Cffi loads compiled code from this folder, so make it accessible to you alone (chmod 700), or set BuildOptions.CacheFolder");

    public static CompilationException BadObject(string reason, Exception? inner = null) =>
        new("CFFI8011", $"the compiled object cannot be read: {reason}", inner: inner);

    public static CompilationException NotCompiled(string name, string module) =>
        new("CFFI8012", $"'{name}' is not in module '{module}', because it was declared after the module was compiled; compile the module again");

    public static CompilationException IncludedNotCompiled(string name) =>
        new("CFFI8024", $"'{name}' is declared by an included Ffi that is not compiled; compile that Ffi, and keep its library open");

    public static CffiUnsupportedException IncludesAndTarget(Target target) =>
        new("CFFI8025", $"an Ffi that includes another Ffi cannot be compiled for {target}; declare everything in one Ffi");

    public static CffiTypeException Argument(string text) =>
        new("CFFI8013", $"'{Shown(text)}' cannot be an argument of the compiler: it is empty, begins with '-', or contains a NUL or half a surrogate pair");

    public static CffiTypeException Prelude(string module) =>
        new("CFFI8020", $"the prelude of module '{module}' is not C text: it contains a NUL or half a surrogate pair");

    public static CompilationException CannotSave(string folder, string reason, Exception? inner = null) =>
        new("CFFI8021", $"the module cannot be saved in '{folder}': {reason}", inner: inner);

    private static string Shown(string text) => new([.. text.Take(80).Select(static c => char.IsControl(c) ? '?' : c)]);
}
