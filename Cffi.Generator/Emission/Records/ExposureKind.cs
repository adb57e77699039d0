namespace Cffi.Generator.Emission.Records;

/// <summary>The ways in which a C# struct shows a member.</summary>
internal enum ExposureKind
{
    /// <summary>A field, or a property that returns a reference to one.</summary>
    Reference,

    /// <summary>A property that converts.</summary>
    Value,

    /// <summary>A property that returns a span over the struct.</summary>
    Span,
}
