namespace Cffi.Generator.Emission.Records;

/// <summary>A public member of a C# struct for a C member.</summary>
/// <param name="CName">The member's name in C.</param>
/// <param name="Name">The C# text of the name.</param>
/// <param name="Type">The C# type.</param>
/// <param name="Kind">In what way.</param>
internal sealed record Exposure(string CName, string Name, string Type, ExposureKind Kind);
