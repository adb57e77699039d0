namespace System.Runtime.CompilerServices;

/// <summary>Tells the C# compiler, for netstandard2.0, which object gets the pieces of an interpolated string.</summary>
/// <param name="argument">The parameter's name; empty for the instance whose method is called.</param>
[AttributeUsage(AttributeTargets.Parameter, Inherited = false)]
internal sealed class InterpolatedStringHandlerArgumentAttribute(string argument) : Attribute
{
    /// <summary>The parameters' names.</summary>
    public string[] Arguments { get; } = [argument];
}
