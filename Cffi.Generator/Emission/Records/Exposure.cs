namespace Cffi.Generator.Emission.Records;

/// <summary>Something that a C# struct shows of a C member.</summary>
/// <param name="CName">The member's name in C.</param>
/// <param name="Name">The name in C#, as it is written.</param>
/// <param name="Type">The C# type.</param>
/// <param name="Kind">In what way.</param>
internal sealed record Exposure(string CName, string Name, string Type, ExposureKind Kind);
