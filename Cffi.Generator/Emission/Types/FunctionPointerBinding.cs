using Cffi.Generator.Emission.Reading;

namespace Cffi.Generator.Emission.Types;

/// <summary>A type of function pointers as a struct of C#.</summary>
internal sealed class FunctionPointerBinding(string name)
{
    /// <summary>The name as it is written.</summary>
    public string Name { get; } = name;

    /// <summary>What each target reads.</summary>
    public Versions<CFunctionType> Versions { get; } = new();
}
