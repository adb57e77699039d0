using Cffi.Generator.Emission.Types;
using Cffi.Generator.Emission.Writing;

namespace Cffi.Generator.Emission.Constants;

/// <summary>Writes enums.</summary>
internal static class EnumWriter
{
    /// <summary>The name of an enumerator in its enum; C# reserves one there.</summary>
    public static string NameOf(string enumerator) => enumerator is "value__" ? "value___" : enumerator;

    /// <summary>Writes one enum.</summary>
    public static void Write(CSharpWriter writer, EnumBinding binding)
    {
        if (!binding.IsEnum)
        {
            return;
        }

        string underlying = EnumValues.UnderlyingName(binding, binding.Versions.Targets.First)!;
        writer.Gap();
        Documentation.Write(writer, binding.Declaration);
        if (FlagValues.IsFlags(binding))
        {
            writer.Line("[global::System.Flags]");
        }

        writer.Open($"public enum {binding.Name} : {underlying}");
        foreach (CEnumerator enumerator in EnumValues.EnumeratorsOf(binding.Versions.First))
        {
            if (enumerator.Comment is { } comment)
            {
                Documentation.Write(writer, comment);
            }

            writer.Line($"{NameOf(CSharpName.Written(CSharpName.Plain(enumerator.Name)))} = {EnumValues.Literal(enumerator.Value, underlying)},");
        }

        writer.Close();
    }
}
