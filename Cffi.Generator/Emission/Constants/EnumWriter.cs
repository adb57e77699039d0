using Cffi.Generator.Emission.Types;
using Cffi.Generator.Emission.Writing;

namespace Cffi.Generator.Emission.Constants;

/// <summary>Writes enums.</summary>
internal static class EnumWriter
{
    public static void Write(CSharpWriter writer, EnumBinding binding)
    {
        if (binding.IsUnnamed)
        {
            return;
        }

        Target first = binding.Versions.Targets.First();
        if (EnumValues.UnderlyingName(binding, first) is not { } underlying)
        {
            return;
        }

        writer.Gap();
        Documentation.Write(writer, binding.Declaration);
        writer.Open($"public enum {binding.Name} : {underlying}");
        var scope = new NameScope();
        foreach (CEnumerator enumerator in binding.Versions.First.Enumerators)
        {
            writer.Line($"{scope.Add(enumerator.Name)} = {EnumValues.Literal(enumerator.Value, underlying)},");
        }

        writer.Close();
    }
}
