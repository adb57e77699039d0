using Cffi.Generator.Emission.Records;
using Cffi.Generator.Emission.Writing;

namespace Cffi.Generator.Emission.Functions;

/// <summary>Writes the classes that keep the addresses of functions and variables.</summary>
/// <remarks>
/// Each address is in a separate class, whose only field is read-only. It is looked up at its first use, and the just-in-time
/// compiler then treats it, including its check, as a constant. If all are looked up at once, the classes
/// take the addresses from one class.
/// </remarks>
internal sealed class SymbolWriter(CSharpWriter writer, EmissionContext context)
{
    /// <summary>The attribute of methods that must be inlined so that a call is one instruction.</summary>
    public const string Inlined = $"[{Namespaces.Compiler}MethodImpl({ReservedNames.Symbols}.{Inline})]";

    // In the class, a short name for what stands at each symbol.
    private const string Inline = "Inline";

    private readonly List<Entry> entries = [];

    /// <summary>Adds a symbol.</summary>
    /// <param name="name">The C# text of the function's or variable's name.</param>
    /// <param name="cName">The name in C.</param>
    /// <param name="symbol">The symbol in the library.</param>
    /// <param name="records">The C# names of the structs on whose layouts it depends.</param>
    /// <param name="kind">How it is reached.</param>
    /// <param name="isForSome">Whether some platforms do not have it, and the address must be refused there.</param>
    public void Add(string name, string cName, string symbol, IReadOnlyList<string> records, SymbolKind kind, bool isForSome = false) =>
        entries.Add(new Entry(name, cName, symbol, records, kind, isForSome));

    /// <summary>An expression of a function's address, for the method of that function.</summary>
    /// <param name="plan">The function.</param>
    /// <param name="records">The C# names of the structs on whose layouts it depends.</param>
    /// <param name="isGuarded">Whether a call begins with it that callbacks may run in.</param>
    public static string Pointer(FunctionPlan plan, IReadOnlyList<string> records, bool isGuarded)
    {
        string nested = $"{ReservedNames.Symbols}.{ReservedNames.Nested(plan.Name)}";
        string how = isGuarded ? "Enter" : "Of";
        return records.Count == 0 ? $"{ReservedNames.Symbols}.{how}({nested}.Address{plan.Named(plan.Symbol)})"
            : isGuarded ? $"{Namespaces.Call}Enter({nested}.Pointer)"
            : nested + ".Pointer";
    }

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
        writer.Line($"internal const {Namespaces.Compiler}MethodImplOptions {Inline} = {Namespaces.Compiler}MethodImplOptions.AggressiveInlining;");
        writer.Line($"internal static readonly {Namespaces.Interop}BoundLibrary Library = {LibraryWriter.Expression(context.Request, needsRunTime ? LibraryWriter.Declarations(context, [.. entries.Where(static entry => entry.Kind == SymbolKind.ThroughRunTime).Select(static entry => entry.CName)]) : null, Targets(), externs.Connections)};");
        writer.Line("internal static nint Find(string symbol) => Library.Find(symbol);");
        writer.Line($"[{Namespaces.Compiler}MethodImpl({Inline})] internal static nint Of(nint address, [{Namespaces.Compiler}CallerMemberName] string symbol = \"\") => address != 0 ? address : Library.Require(symbol);");
        if (context.HasCallbacks)
        {
            writer.Line($"[{Namespaces.Compiler}MethodImpl({Inline})] internal static nint Enter(nint address, [{Namespaces.Compiler}CallerMemberName] string symbol = \"\") => {Namespaces.Call}Enter(Of(address, symbol));");
        }

        foreach (Entry entry in entries)
        {
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
        }

        if (context.Request.BindAtOnce)
        {
            WriteAll();
        }

        writer.Close();
    }

    private CSharpWriter Begin(Entry entry) => writer.Begin().Append("internal static class ").Append(ReservedNames.Nested(entry.Name)).Append(" { ");

    private void WriteAddress(Entry entry)
    {
        string symbol = CSharpLiteral.String(entry.Symbol);
        bool isLocated = entry.Kind == SymbolKind.Located;
        (string field, string ending) = isLocated ? ("Locator", "Locator") : ("Address", "");
        bool isPlain = entry is { Kind: SymbolKind.Address, IsForSome: false, Records.Count: 0 };
        Begin(entry).Append(isPlain ? "internal " : "").Append("static readonly nint ").Append(field).Append(" = ");
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
            writer.Append(isLocated ? "Library.FindLocator(" : "Find(").Append(symbol).Append(")");
        }

        writer.Append(entry.Records.Count == 0 ? "; " : " : 0; ");
        if (!isPlain)
        {
            string found = $"{field} != 0 ? {field} : {(entry.Records.Count == 0 ? $"Library.Require{ending}({symbol})" : "Require()")}";
            writer.Append($"internal static nint Pointer {{ [{Namespaces.Compiler}MethodImpl({Inline})] get => ").Append(isLocated ? $"((delegate* unmanaged[Cdecl]<nint>)({found}))()" : found).Append("; } ");
        }

        if (entry.Records.Count > 0)
        {
            writer.Append("static nint Require() { ");
            AppendChecks(entry);
            writer.Append($"return Library.Require{ending}({symbol}); }} ");
        }

        AppendChoice(entry, "Unsupported");
        writer.Append("}").Line();
    }

    private void WriteSearch(Entry entry)
    {
        Begin(entry).Append("internal static nint Pointer { get { ");
        AppendChecks(entry);
        writer.Append($"return Library.Require({CSharpLiteral.String(entry.Symbol)}); }} }} ");
        AppendChoice(entry, "UnsupportedThreadLocal");
        writer.Append("}").Line();
    }

    private void AppendChoice(Entry entry, string refusal)
    {
        if (entry.IsForSome)
        {
            writer.Append($"internal static nint PointerOn(params global::System.ReadOnlySpan<int> targets) => {Namespaces.Interop}CTarget.IsAmong(targets) ? Pointer : throw {Namespaces.Interop}CTarget.{refusal}({CSharpLiteral.String(entry.Symbol)}); ");
        }
    }

    private void WriteFunction(Entry entry)
    {
        Begin(entry).Append($"internal static {Namespaces.Root}CFunction Function {{ get {{ ");
        AppendChecks(entry);
        writer.Append($"return Library.Function({CSharpLiteral.String(entry.CName)}); }} }} }}").Line();
    }

    private void AppendChecks(Entry entry)
    {
        foreach (string record in entry.Records)
        {
            writer.Append(LayoutCheckWriter.Check(record, context)).Append("; ");
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

    // If not all targets can parse the text, or the text is not for all targets.
    private string Targets() => context.Model.Texts.Count == Target.All.Count
        ? ""
        : $", targets: [{string.Join(", ", context.Model.Targets.Select(static target => FormattableString.Invariant($"{target.Index}")))}]";

    private sealed record Entry(string Name, string CName, string Symbol, IReadOnlyList<string> Records, SymbolKind Kind, bool IsForSome);
}
