using System.Numerics;
using System.Runtime.InteropServices;

namespace Cffi.Backend.Native.Modules;

/// <summary>Reads the values of the macros that a loaded module evaluates.</summary>
internal static class EvaluatedMacros
{
    /// <summary>Evaluates all of them after the module is loaded.</summary>
    public static void EvaluateAll(ModuleSymbols symbols, DeclarationSet declarations) =>
        declarations.Replace(declarations.Own.Where(EvaluationMark.IsOn).ToDictionary(static one => one, Declaration (one) => Evaluate(symbols, (VariableDeclaration)one)));

    /// <summary>Evaluates a macro.</summary>
    /// <param name="symbols">The loaded module.</param>
    /// <param name="variable">The variable that represents the macro.</param>
    public static ConstantDeclaration Evaluate(ModuleSymbols symbols, VariableDeclaration variable)
    {
        nint address = symbols.Find(variable);
        CConstant value = variable.Type.Unqualified switch
        {
            CArrayType array => CConstant.OfString(CArrayType.Of(array.Item.Unqualified, array.Length), Bytes(address, (array.Length.Count - 1) * LayoutEngine.Of(array.Item, Target.Current).Size)),
            CPointerType pointer => CConstant.OfInteger(pointer, (nuint)Marshal.ReadIntPtr(address)),
            CPrimitiveType { IsFloating: true } type => CConstant.OfFloating(type, BitConverter.Int64BitsToDouble(Marshal.ReadInt64(address))),
            CPrimitiveType type => CConstant.OfInteger(type, Integer(address, type)),
            _ => throw new InvalidOperationException($"'{variable.Type.CName}' cannot be the type of a constant."),
        };
        return new ConstantDeclaration(variable.Name, value, variable.Span) { Attributes = [.. variable.Attributes.Where(static attribute => attribute.Name != EvaluationMark.Attribute.Name)] };
    }

    private static byte[] Bytes(nint address, long count)
    {
        byte[] bytes = new byte[count];
        Marshal.Copy(address, bytes, 0, bytes.Length);
        return bytes;
    }

    private static BigInteger Integer(nint address, CPrimitiveType type)
    {
        Target target = Target.Current;
        long word = PrimitiveLayout.Of(type, target).Size == sizeof(int) ? Marshal.ReadInt32(address) : Marshal.ReadInt64(address);
        bool isSigned = PrimitiveLayout.IsSigned(type, target);
        return isSigned ? word : PrimitiveLayout.Of(type, target).Size == sizeof(int) ? (uint)word : (ulong)word;
    }
}
