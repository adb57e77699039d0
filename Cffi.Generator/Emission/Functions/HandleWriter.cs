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
        writer.Line($"/// <summary>Keeps a <c>{Documentation.Escaped(record.Versions.First.CName)} *</c>, and releases it with <c>{release}</c> when it is disposed or nothing refers to it any more.</summary>");
        writer.Open($"public sealed class {name} : {Namespaces.Services}SafeHandle");
        writer.Open($"public {name}({pointer} pointer) : base(0, true)");
        writer.Line("SetHandle(pointer.Address);");
        writer.Close();
        writer.Gap();
        writer.Line($"public {pointer} Pointer => new {pointer}(handle);");
        writer.Gap();
        writer.Line("public override bool IsInvalid => handle == 0;");
        writer.Gap();
        writer.Open("protected override bool ReleaseHandle()");
        writer.Line($"{context.Request.ClassName}.{method}(Pointer);");
        writer.Line("return true;");
        writer.Close();
        writer.Close();
    }
}
