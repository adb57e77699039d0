using Cffi.Generator.Emission.Types;
using Cffi.Generator.Emission.Writing;

namespace Cffi.Generator.Emission.Functions;

/// <summary>Writes the classes of handles.</summary>
internal static class HandleWriter
{
    /// <summary>Writes one class.</summary>
    public static void Write(CSharpWriter writer, EmissionContext context, RecordBinding record, string name, string release)
    {
        if (!context.FunctionNames.TryGetValue(release, out string? method))
        {
            return;
        }

        Target target = record.Versions.Targets.First;
        string pointer = context.Forms.Of(record.Versions.First.PointerTo(), target)!.Public;
        writer.Gap();
        writer.Line($"/// <summary>Owns a <c>{Documentation.Escaped(record.Versions.First.CName)} *</c>. Disposal or the finalizer releases it with <c>{release}</c>.</summary>");
        writer.Open($"public sealed class {name} : {Namespaces.Interop}CHandle");
        writer.Line($"public {name}({pointer} pointer) : base(pointer.Address) {{ }}");
        writer.Gap();
        writer.Line($"public {pointer} Pointer => new {pointer}(handle);");
        writer.Gap();
        writer.Line($"public static implicit operator {Namespaces.Interop}CHandled<{pointer}>({name} handle) => new(handle);");
        writer.Gap();
        writer.Line($"protected override void Release() => {context.Request.ClassName}.{method}(Pointer);");
        writer.Close();
    }
}
