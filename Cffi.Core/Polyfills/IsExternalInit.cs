#if NETSTANDARD2_0
namespace System.Runtime.CompilerServices;

/// <summary>Lets the C# compiler emit <c>init</c> accessors for netstandard2.0.</summary>
internal static class IsExternalInit;
#else
// Code that was compiled against the netstandard2.0 build finds the type here.
[assembly: System.Runtime.CompilerServices.TypeForwardedTo(typeof(System.Runtime.CompilerServices.IsExternalInit))]
#endif
