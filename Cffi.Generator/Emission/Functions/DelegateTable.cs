using System.Text;
using Cffi.Generator.Emission.Types;
using Cffi.Generator.Emission.Writing;

namespace Cffi.Generator.Emission.Functions;

/// <summary>The delegates that C calls: one for each way to pass values, independent of the names of function pointers.</summary>
internal sealed class DelegateTable(CSharpWriter writer, EmissionContext context)
{
    private readonly Dictionary<string, string> names = [];
    private readonly List<(string Name, Passing Passing)> all = [];

    /// <summary>The name of the delegate for a function pointer.</summary>
    public string For(Passing passing)
    {
        StringBuilder text = context.Scratch.Clear();
        passing.AppendPointerType(text, isLeaf: false);
        string type = text.ToString();
        if (!names.TryGetValue(type, out string? name))
        {
            names.Add(type, name = context.Scope.Add(FormattableString.Invariant($"CffiDelegate{all.Count}")));
            all.Add((name, passing));
        }

        return name;
    }

    /// <summary>Writes the delegates that are used.</summary>
    public void Write()
    {
        foreach ((string name, Passing passing) in all)
        {
            writer.Gap();
            writer.Line($"[{Namespaces.Services}UnmanagedFunctionPointer({Namespaces.Services}CallingConvention.{ConventionOf(passing)})]");
            writer.Begin().Append("private delegate ").Append(passing.Result?.Abi ?? "void").Append(" ").Append(name).Append("(");
            passing.AppendParameters(writer, static form => form.Abi);
            writer.Append(");").Line();
        }
    }

    private static string ConventionOf(Passing passing) => passing.Type.Convention switch
    {
        CCallingConvention.StdCall => "StdCall",
        CCallingConvention.FastCall => "FastCall",
        CCallingConvention.ThisCall => "ThisCall",
        _ => "Cdecl",
    };
}
