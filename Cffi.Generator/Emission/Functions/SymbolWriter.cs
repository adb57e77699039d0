using Cffi.Generator.Emission.Records;
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
    /// <summary>Before what must be inlined for a call to be one instruction.</summary>
    public const string Inlined = $"[{Namespaces.Compiler}MethodImpl({Namespaces.Compiler}MethodImplOptions.AggressiveInlining)]";

    private readonly List<Entry> entries = [];

    /// <summary>Adds a symbol.</summary>
    /// <param name="name">The C# name of the function or variable, as it is written.</param>
    /// <param name="symbol">The symbol in the library.</param>
    /// <param name="records">The C# names of the structs whose layouts it depends on.</param>
    /// <param name="kind">How it is reached.</param>
    /// <param name="isForSome">Whether some platforms do not have it, and the address must be refused there.</param>
    public void Add(string name, string symbol, IReadOnlyList<string> records, SymbolKind kind, bool isForSome = false) =>
        entries.Add(new Entry(name, symbol, records, kind, isForSome));

    /// <summary>Writes the class.</summary>
    /// <param name="externs">The functions that C# implements.</param>
    public void Write(ExternWriter externs)
    {
        bool needsRunTime = entries.Exists(static entry => entry.Kind == SymbolKind.ThroughRunTime) || context.Forms.FunctionPointers.Exists(pointer => pointer.PassingOn(context) is { IsHard: true });
        if (entries.Count == 0 && !needsRunTime)
        {
            return;
        }

        writer.Gap();
        writer.Open($"private static class {ReservedNames.Symbols}");
        writer.Line($"internal static readonly {Namespaces.Interop}BoundLibrary Library = {LibraryWriter.Expression(context.Request, needsRunTime, Targets(), externs.Connections)};");
        foreach (Entry entry in entries)
        {
            writer.Gap();
            writer.Open($"internal static class {ReservedNames.Nested(entry.Name)}");
            switch (entry.Kind)
            {
                case SymbolKind.ThroughRunTime:
                    WriteFunction(entry);
                    break;
                case SymbolKind.OfThread:
                    WriteSearch(entry);
                    break;
                default:
                    WriteAddress(entry);
                    break;
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
        bool isLocated = entry.Kind == SymbolKind.Located;
        (string field, string ending) = isLocated ? ("Locator", "Locator") : ("Address", "");
        writer.Begin().Append("private static readonly nint ").Append(field).Append(" = ");
        for (int i = 0; i < entry.Records.Count; i++)
        {
            writer.Append(i == 0 ? "" : " && ").Append(LayoutCheckWriter.IsRight(entry.Records[i], context));
        }

        writer.Append(entry.Records.Count == 0 ? "" : " ? ");
        if (context.Request.BindAtOnce)
        {
            writer.Append("All.").Append(ReservedNames.Nested(entry.Name));
        }
        else
        {
            writer.Append("Library.Find").Append(ending).Append("(").Append(symbol).Append(")");
        }

        writer.Append(entry.Records.Count == 0 ? ";" : " : 0;").Line();
        writer.Begin().Append("internal static nint Pointer { ").Append(Inlined)
            .Append(isLocated ? " get => ((delegate* unmanaged[Cdecl]<nint>)(Locator != 0 ? Locator : Require()))(); }" : " get => Address != 0 ? Address : Require(); }").Line();
        if (entry.Records.Count == 0)
        {
            writer.Line($"private static nint Require() => Library.Require{ending}({symbol});");
        }
        else
        {
            writer.Open("private static nint Require()");
            WriteChecks(entry);
            writer.Line($"return Library.Require{ending}({symbol});");
            writer.Close();
        }

        WriteChoice(entry, "Unsupported");
    }

    private void WriteSearch(Entry entry)
    {
        writer.Open("internal static nint Pointer");
        writer.Open("get");
        WriteChecks(entry);
        writer.Line($"return Library.Require({CSharpLiteral.String(entry.Symbol)});");
        writer.Close();
        writer.Close();
        WriteChoice(entry, "UnsupportedThreadLocal");
    }

    private void WriteChoice(Entry entry, string refusal)
    {
        if (!entry.IsForSome)
        {
            return;
        }

        writer.Gap();
        writer.Line($"internal static nint PointerOn(params global::System.ReadOnlySpan<int> targets) => {Namespaces.Interop}CTarget.IsAmong(targets) ? Pointer : throw {Namespaces.Interop}CTarget.{refusal}({CSharpLiteral.String(entry.Symbol)});");
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
            writer.Line($"{LayoutCheckWriter.Check(record, context)};");
        }
    }

    private void WriteAll()
    {
        writer.Gap();
        writer.Open("private static class All");
        foreach (Entry entry in entries.Where(static entry => entry.Kind is SymbolKind.Address or SymbolKind.Located))
        {
            writer.Line($"internal static readonly nint {ReservedNames.Nested(entry.Name)} = Library.Find{(entry.Kind == SymbolKind.Located ? "Locator" : "")}({CSharpLiteral.String(entry.Symbol)});");
        }

        writer.Close();
    }

    // Where not all targets can read the text, or it is not meant for all.
    private string Targets() => context.Model.Texts.Count == Target.All.Count
        ? ""
        : $", targets: [{string.Join(", ", context.Model.Targets.Select(static target => FormattableString.Invariant($"{target.Index}")))}]";

    private sealed record Entry(string Name, string Symbol, IReadOnlyList<string> Records, SymbolKind Kind, bool IsForSome);
}
