namespace Cffi.Backend.Native;

/// <summary>Makes the exceptions of loading and linking: one id and one wording each.</summary>
internal static class LoadErrors
{
    /// <summary>The id of a missing symbol in an open library.</summary>
    public const string NoSymbolId = "CFFI6002";

    public static LibraryLoadException CannotLoad(string name, IReadOnlyList<LoadAttempt> attempts, Exception? inner = null)
    {
        IEnumerable<string> lines = attempts.Select(static attempt => $"  {attempt.Path}: {attempt.Failure}");
        return new LibraryLoadException("CFFI6001", $"cannot load library '{name}'; tried:\n{string.Join('\n', lines)}{NotExecutable(attempts)}", attempts, inner);
    }

    // The messages of the loaders of glibc and musl if mmap refuses executable pages, as on a file system that is mounted noexec.
    private static string NotExecutable(IReadOnlyList<LoadAttempt> attempts) => attempts.FirstOrDefault(static attempt =>
            Path.IsPathRooted(attempt.Path) && (attempt.Failure.Contains("failed to map segment", StringComparison.Ordinal) || attempt.Failure.Contains("Operation not permitted", StringComparison.Ordinal))) is { } refused
        ? $"\n  hint: the system does not run code from '{Path.GetDirectoryName(refused.Path)}', which may be on a file system mounted 'noexec'; for compiled modules set CFFI_CACHE to a folder on another file system"
        : "";

    public static LibraryLoadException OtherPlatform(string path, Target platform, IReadOnlyList<LoadAttempt> attempts) =>
        new("CFFI6003", $"'{path}' is for {platform}, but this process runs on {Target.Current}; use a library for this platform", attempts);

    public static LibraryLoadException NoSymbol(string symbol, string library, string? nearest)
    {
        string hint = nearest is null ? "" : $"; did you mean '{nearest}'?";
        return new LibraryLoadException(NoSymbolId, $"library '{library}' has no symbol '{symbol}'{hint}", []);
    }

    public static CffiUnsupportedException LateResolver() =>
        new("CFFI6004", "the resolver of libraries comes too late, because a library was already opened by its name; call CLibrary.SetResolver at the start of the program");

    public static CffiUnsupportedException SecondResolver() =>
        new("CFFI6004", "the resolver of libraries is already set, and a process has one; call CLibrary.SetResolver once, with a function that asks the others");

    public static CffiNullPointerException NullHandle(string name) =>
        new("CFFI6005", $"the handle of library '{name}' is null; pass the handle of an open library, or a name to Dlopen (null for the process itself)");

    public static LibraryLoadException HandleOfModule(string module, IReadOnlyList<LoadAttempt> attempts) =>
        new("CFFI6006", $"the resolver gave a handle for module '{module}', but Cffi also reads the description beside the module; return LibraryLocation.AtPath", attempts);

    /// <summary>A thread-local variable whose address the loader does not give.</summary>
    public static CffiUnsupportedException UnsupportedThreadLocal(string name) =>
        new("CFFI7081", $"'{name}' cannot be used on {Target.Current.Name}: it is thread-local, and the loader does not give its address; call a function that returns its address, or use API mode");
}
