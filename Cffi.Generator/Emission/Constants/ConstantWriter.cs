using System.Globalization;
using System.Numerics;
using Cffi.Generator.Emission.Reading;
using Cffi.Generator.Emission.Types;
using Cffi.Generator.Emission.Writing;

namespace Cffi.Generator.Emission.Constants;

/// <summary>Writes constants: macros, enumerators, and constant variables with a value.</summary>
internal sealed class ConstantWriter(CSharpWriter writer, EmissionContext context)
{
    /// <summary>Writes one constant.</summary>
    public void Write(Versions<Declaration> versions)
    {
        var declaration = (ConstantDeclaration)versions.First;
        if (declaration.Value is not { } value)
        {
            context.LeaveOut(declaration, $"'{declaration.Name}' is left out: only the C compiler knows its value", "write the value, or use API mode");
            return;
        }

        string name = context.Scope.Add(declaration.Name);
        writer.Gap();
        Documentation.Write(writer, declaration);
        if (value.StringBytes is not null)
        {
            return;
        }

        if (value.Type.Unqualified is CPrimitiveType { IsFloating: true })
        {
            writer.Line($"public const double {name} = {value.Floating.ToString("R", CultureInfo.InvariantCulture)};");
            return;
        }

        string type = IntegerType(value.Integer);
        writer.Line($"public const {type} {name} = {EnumValues.Literal(value.Integer, type)};");
    }

    // The smallest of the types that C# gives literals: constants then go where any integer is wanted.
    private static string IntegerType(BigInteger value) =>
        value >= int.MinValue && value <= int.MaxValue ? "int"
        : value.Sign > 0 && value <= uint.MaxValue ? "uint"
        : value >= long.MinValue && value <= long.MaxValue ? "long"
        : "ulong";
}
