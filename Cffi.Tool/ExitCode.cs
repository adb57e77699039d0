namespace Cffi.Tool;

/// <summary>How the command ends.</summary>
internal static class ExitCode
{
    /// <summary>All is done.</summary>
    public const int Done = 0;

    /// <summary>The input is wrong; diagnostics say how.</summary>
    public const int WrongInput = 1;

    /// <summary>The arguments are wrong.</summary>
    public const int Usage = 2;
}
