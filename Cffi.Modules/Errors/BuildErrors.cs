namespace Cffi.Modules.Errors;

/// <summary>Makes the exceptions of compiling a module: one id and one wording each.</summary>
internal static class BuildErrors
{
    public static CompilationException NoCompiler(string wanted) =>
        new("CFFI8001", $"the C compiler '{wanted}' is not found; give its full path, or a name that is in a folder of PATH");

    public static CompilationException NoCompilerFor(Target target, IEnumerable<string> tried, string? packages) => new(
        "CFFI8001",
        target != Target.Current
            ? $"no C compiler for {target} is found: tried {string.Join(", ", tried.DefaultIfEmpty("none, since none is known"))} in the folders of PATH; {(packages is not null ? $"install one (Debian: apt-get install {packages}), or set" : "set")} BuildOptions.Compiler"
            : $"no C compiler is found: tried {string.Join(", ", tried)} in the folders of PATH; install one (Debian: apt-get install gcc libc6-dev), set CC, or set BuildOptions.Compiler");

    public static CompilationException OtherMachine(string compiler, Target? actual, Target target) =>
        new("CFFI8023", $"{compiler} has compiled for {actual?.Name ?? "another machine"}, not for {target}; set BuildOptions.Compiler to a compiler for {target}, or leave it out to have one found");

    public static CompilationException Refused(string compiler, int exitCode, string output, IReadOnlyList<CDiagnostic> diagnostics) => new(
        "CFFI8002",
        $"{compiler} refuses the module (exit code {exitCode})\n"
            + (diagnostics.Count > 0 ? string.Join("\n", diagnostics.Select(static d => d.Render())) : output),
        output,
        diagnostics);

    public static CompilationException TimedOut(string compiler, TimeSpan limit) =>
        new("CFFI8003", FormattableString.Invariant($"{compiler} has not finished after {limit.TotalSeconds:0.###} seconds and is stopped; BuildOptions.TimeLimit can be raised"));

    public static CompilationException DoesNotStart(string compiler, Exception reason) =>
        new("CFFI8004", $"{compiler} does not start: {reason.Message}", inner: reason);

    public static CffiNameException ModuleName(string name) => new(
        "CFFI8005",
        $"'{Shown(name)}' is not a module name: it has letters, digits and '_', does not start with a digit, and may have parts between dots");

    public static CffiUnsupportedException NoSource() =>
        new("CFFI8006", "no C source is set: call SetSource with the #include lines that the declarations need, then Compile");

    public static CffiUnsupportedException SecondSource(string module) =>
        new("CFFI8007", $"the source of module '{module}' is set already; use another Ffi for another module, or Verify");

    public static CompilationException PackageConfiguration(IReadOnlyList<string> packages, string reason) =>
        new("CFFI8008", $"pkg-config does not help with {string.Join(", ", packages)}: {reason}", reason);

    public static CompilationException NoPackageConfigurationFor(Target target, string program) => new(
        "CFFI8022", $"'{program}', which knows the packages for {target}, is not found; install it, or name the libraries and folders of that platform yourself");

    public static CompilationException NoPackageConfiguration(string program) => new(
        "CFFI8022", $"'{program}' is not found; install it (Debian: apt-get install pkgconf), or name it in PKG_CONFIG");

    public static CompilationException CannotKeep(string folder, Exception reason) =>
        new("CFFI8009", $"the compiled module cannot be kept in '{folder}': {reason.Message}; BuildOptions.CacheFolder or CFFI_CACHE names another folder", inner: reason);

    public static CompilationException NotPrivate(string folder, string reason) =>
        new("CFFI8010", $"the cache folder '{folder}' is not used: {reason}; compiled code is loaded from it, so it must belong to you alone (chmod 700), or set BuildOptions.CacheFolder");

    public static CompilationException BadObject(string reason) =>
        new("CFFI8011", $"the compiled object cannot be read: {reason}");

    public static CompilationException NotCompiled(string name, string module) =>
        new("CFFI8012", $"'{name}' is not in module '{module}': it was declared after the module was compiled; compile again");

    public static CompilationException IncludedNotCompiled(string name) =>
        new("CFFI8024", $"'{name}' is declared by an included Ffi, which is not compiled: compile that one, and keep its library open");

    public static CffiUnsupportedException IncludesAndTarget(Target target) =>
        new("CFFI8025", $"an Ffi that includes another one cannot be compiled for {target}: declare all of it in one Ffi");

    public static CffiTypeException Argument(string text) =>
        new("CFFI8013", $"'{Shown(text)}' cannot be an argument of the compiler: it is empty, begins with '-', or contains a NUL or half a surrogate pair");

    public static CffiTypeException Prelude(string module) =>
        new("CFFI8020", $"the prelude of module '{module}' is no C text: it contains a NUL or half a surrogate pair");

    public static CompilationException CannotSave(string folder, string reason, Exception? inner = null) =>
        new("CFFI8021", $"the module cannot be saved in '{folder}': {reason}", inner: inner);

    private static string Shown(string text) => new([.. text.Take(80).Select(static c => char.IsControl(c) ? '?' : c)]);
}
