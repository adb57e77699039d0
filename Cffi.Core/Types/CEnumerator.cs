using System.Numerics;

namespace Cffi;

/// <summary>An enumeration constant.</summary>
/// <param name="Name">The name.</param>
/// <param name="Value">The value.</param>
/// <param name="IsPartial">Whether the value is left to the compiler (<c>A = ...</c>); then it is 0 here.</param>
public sealed record CEnumerator(string Name, BigInteger Value, bool IsPartial = false);
