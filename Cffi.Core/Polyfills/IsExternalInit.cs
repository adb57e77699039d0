#if NETSTANDARD2_0
namespace System.Runtime.CompilerServices;

/// <summary>Lets the C# compiler emit <c>init</c> accessors for netstandard2.0.</summary>
internal static class IsExternalInit;
#endif
