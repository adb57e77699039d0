using Cffi.Generator.Emission.Writing;

namespace Cffi.Generator.Emission.Functions;

/// <summary>Writes where the addresses of functions and variables are kept.</summary>
/// <remarks>
/// Each in a class of its own, whose only field is read-only: it is looked up when first used, and the just-in-time
/// compiler then takes it for a constant, the check of it included.
/// </remarks>
internal sealed class SymbolWriter(CSharpWriter writer, EmissionContext context)
{
    private readonly List<(string Name, string Symbol, IReadOnlyList<string> Records)> symbols = [];

    /// <summary>Adds a symbol.</summary>
    /// <param name="name">The C# name of the function or variable, as it is written.</param>
    /// <param name="symbol">The symbol in the library.</param>
    /// <param name="records">The C# names of the structs whose layouts it depends on.</param>
    public void Add(string name, string symbol, IReadOnlyList<string> records) => symbols.Add((name, symbol, records));

    /// <summary>Writes the class.</summary>
    public void Write()
    {
        if (symbols.Count == 0)
        {
            return;
        }

        writer.Gap();
        writer.Open($"private static class {ReservedNames.Symbols}");
        writer.Line($"private static readonly global::Cffi.Interop.BoundLibrary Library = {LibraryWriter.Expression(context.Request)};");
        foreach ((string variable, string symbol, IReadOnlyList<string> records) in symbols)
        {
            writer.Gap();
            writer.Open($"internal static class {ReservedNames.Nested(variable)}");
            string check = string.Concat(records.Select(static record => $"{ReservedNames.Layouts}.{ReservedNames.Nested(record)}.IsRight && "));
            string find = $"Library.Find({CSharpLiteral.String(symbol)})";
            writer.Line($"private static readonly nint Address = {(check.Length == 0 ? find : $"{check.Substring(0, check.Length - 4)} ? {find} : 0")};");
            writer.Line();
            if (records.Count == 0)
            {
                writer.Line($"internal static nint Pointer => Address != 0 ? Address : Library.Require({CSharpLiteral.String(symbol)});");
            }
            else
            {
                writer.Line("internal static nint Pointer => Address != 0 ? Address : Require();");
                writer.Line();
                writer.Open("private static nint Require()");
                foreach (string record in records)
                {
                    writer.Line($"{ReservedNames.Layouts}.{ReservedNames.Nested(record)}.Check();");
                }

                writer.Line($"return Library.Require({CSharpLiteral.String(symbol)});");
                writer.Close();
            }

            writer.Close();
        }

        writer.Close();
    }
}
