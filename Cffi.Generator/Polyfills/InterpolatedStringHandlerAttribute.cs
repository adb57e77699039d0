namespace System.Runtime.CompilerServices;

/// <summary>Lets the C# compiler write interpolated strings piece by piece for netstandard2.0.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, Inherited = false)]
internal sealed class InterpolatedStringHandlerAttribute : Attribute;
