namespace Cffi;

/// <summary>A call into Cffi that cannot be carried out; its kinds say what is wrong with it.</summary>
public abstract class CffiUsageException : CffiException
{
    private protected CffiUsageException(string id, string message, Exception? inner = null)
        : base(id, message, inner)
    {
    }
}
