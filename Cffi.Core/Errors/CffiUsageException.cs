namespace Cffi;

/// <summary>A wrong use of Cffi; the derived classes say what is wrong.</summary>
public abstract class CffiUsageException : CffiException
{
    private protected CffiUsageException(string id, string message, Exception? inner = null)
        : base(id, message, inner)
    {
    }
}
