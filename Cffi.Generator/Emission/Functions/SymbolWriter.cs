using Cffi.Generator.Emission.Writing;

namespace Cffi.Generator.Emission.Functions;

/// <summary>Writes where the addresses of functions and variables are kept.</summary>
/// <remarks>
/// Each in a class of its own, whose only field is read-only: it is looked up when first used, and the just-in-time
/// compiler then takes it for a constant, the check of it included. Where all are to be looked up at once, the classes
/// take the addresses from one.
/// </remarks>
internal sealed class SymbolWriter(CSharpWriter writer, EmissionContext context)
{
    private const string Interop = "global::Cffi.Interop.";

    /// <summary>Before what must be inlined for a call to be one instruction.</summary>
    public const string Inlined = "[global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]";

    private readonly List<Entry> entries = [];

    /// <summary>Adds a symbol.</summary>
    /// <param name="name">The C# name of the function or variable, as it is written.</param>
    /// <param name="symbol">The symbol in the library.</param>
    /// <param name="records">The C# names of the structs whose layouts it depends on.</param>
    /// <param name="throughRunTime">Whether the run time makes the calls.</param>
    /// <param name="isForSome">Whether some platforms do not have it, and the address must be refused there.</param>
    public void Add(string name, string symbol, IReadOnlyList<string> records, bool throughRunTime, bool isForSome = false) =>
        entries.Add(new Entry(name, symbol, records, throughRunTime, isForSome));

    /// <summary>Writes the class.</summary>
    public void Write()
    {
        bool needsRunTime = entries.Exists(static entry => entry.ThroughRunTime) || context.Forms.FunctionPointers.Exists(pointer => pointer.PassingOn(context) is { IsHard: true });
        if (entries.Count == 0 && !needsRunTime)
        {
            return;
        }

        writer.Gap();
        writer.Open($"private static class {ReservedNames.Symbols}");
        writer.Line($"internal static readonly {Interop}BoundLibrary Library = {LibraryWriter.Expression(context.Request, needsRunTime, Targets())};");
        foreach (Entry entry in entries)
        {
            writer.Gap();
            writer.Open($"internal static class {ReservedNames.Nested(entry.Name)}");
            if (entry.ThroughRunTime)
            {
                WriteFunction(entry);
            }
            else
            {
                WriteAddress(entry);
            }

            writer.Close();
        }

        if (context.Request.BindAtOnce)
        {
            WriteAll();
        }

        writer.Close();
    }

    private void WriteAddress(Entry entry)
    {
        string symbol = CSharpLiteral.String(entry.Symbol);
        writer.Begin().Append("private static readonly nint Address = ");
        for (int i = 0; i < entry.Records.Count; i++)
        {
            writer.Append(i == 0 ? "" : " && ").Append(ReservedNames.Layouts).Append(".").Append(ReservedNames.Nested(entry.Records[i])).Append(".IsRight");
        }

        writer.Append(entry.Records.Count == 0 ? "" : " ? ");
        if (context.Request.BindAtOnce)
        {
            writer.Append("All.").Append(ReservedNames.Nested(entry.Name));
        }
        else
        {
            writer.Append("Library.Find(").Append(symbol).Append(")");
        }

        writer.Append(entry.Records.Count == 0 ? ";" : " : 0;").Line();
        writer.Gap();
        writer.Open("internal static nint Pointer");
        writer.Line(Inlined);
        writer.Line("get => Address != 0 ? Address : Require();");
        writer.Close();
        writer.Gap();
        writer.Open("private static nint Require()");
        WriteChecks(entry);
        writer.Line($"return Library.Require({symbol});");
        writer.Close();
        if (!entry.IsForSome)
        {
            return;
        }

        writer.Gap();
        writer.Line($"internal static nint PointerOn(params global::System.ReadOnlySpan<int> targets) => {Interop}CTarget.IsAmong(targets) ? Pointer : throw {Interop}CTarget.Unsupported({symbol});");
    }

    private void WriteFunction(Entry entry)
    {
        writer.Open("internal static global::Cffi.CFunction Function");
        writer.Open("get");
        WriteChecks(entry);
        writer.Line($"return Library.Function({CSharpLiteral.String(entry.Symbol)});");
        writer.Close();
        writer.Close();
    }

    private void WriteChecks(Entry entry)
    {
        foreach (string record in entry.Records)
        {
            writer.Line($"{ReservedNames.Layouts}.{ReservedNames.Nested(record)}.Check();");
        }
    }

    private void WriteAll()
    {
        writer.Gap();
        writer.Open("private static class All");
        foreach (Entry entry in entries.Where(static entry => !entry.ThroughRunTime))
        {
            writer.Line($"internal static readonly nint {ReservedNames.Nested(entry.Name)} = Library.Find({CSharpLiteral.String(entry.Symbol)});");
        }

        writer.Close();
    }

    // Where not all targets can read the text, or it is not meant for all.
    private string Targets() => context.Model.Texts.Count == Target.All.Count
        ? ""
        : $", targets: [{string.Join(", ", context.Model.Targets.Select(static target => FormattableString.Invariant($"{target.Index}")))}]";

    private sealed record Entry(string Name, string Symbol, IReadOnlyList<string> Records, bool ThroughRunTime, bool IsForSome);
}
