namespace Cffi.Tool;

/// <summary>The exit codes of the command.</summary>
internal static class ExitCode
{
    /// <summary>Success.</summary>
    public const int Done = 0;

    /// <summary>The input has errors, which are reported as diagnostics.</summary>
    public const int WrongInput = 1;

    /// <summary>The arguments are wrong.</summary>
    public const int Usage = 2;
}
