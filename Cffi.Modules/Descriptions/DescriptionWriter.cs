using System.Buffers.Binary;

namespace Cffi.Modules.Descriptions;

/// <summary>Writes the description of a compiled module. The output is deterministic.</summary>
internal sealed class DescriptionWriter
{
    private readonly StringTable strings = new();
    private readonly ModuleDescription module;
    private readonly TypeWriter types;
    private readonly ByteWriter declarations;
    private readonly ContentWriter attributes;
    private readonly DeclarationText text;

    private DescriptionWriter(ModuleDescription module)
    {
        this.module = module;
        types = new TypeWriter(strings, module.Target);
        declarations = new ByteWriter(strings);
        attributes = new ContentWriter(declarations, types, module.Target);
        text = new DeclarationText(module.Declarations);
    }

    /// <summary>The bytes of a description file.</summary>
    public static byte[] Write(ModuleDescription module)
    {
        byte[] body = new DescriptionWriter(module).Body();
        var file = new byte[DescriptionFormat.HeaderSize + body.Length];
        DescriptionFormat.Magic.CopyTo(file);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(8), DescriptionFormat.Version);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(12), body.Length);
        BinaryPrimitives.WriteUInt64LittleEndian(file.AsSpan(16), Checksum.Of(body));
        body.CopyTo(file, DescriptionFormat.HeaderSize);
        return file;
    }

    private byte[] Body()
    {
        declarations.Number(module.Declarations.Count);
        foreach (Declaration declaration in module.Declarations)
        {
            Write(declaration);
        }

        declarations.Number(module.Indexes.Callbacks.Count);
        foreach ((CFunctionType type, int index) in module.Indexes.Callbacks)
        {
            declarations.Number(types.Add(type));
            declarations.Number(index);
        }

        var rest = new ByteWriter(strings);
        rest.String(module.Name);
        rest.String(module.Target.Name);
        rest.String(module.LibraryFile);
        rest.Number(module.LibraryLength);
        rest.Fixed(module.LibraryChecksum);
        rest.String(module.Indexes.TableSymbol);
        rest.Text(text.ToString());
        types.WriteTo(rest);
        rest.Raw(declarations.ToArray());

        var body = new ByteWriter(strings);
        body.Number(strings.Count);
        foreach (string one in strings.All)
        {
            body.Text(one);
        }

        body.Raw(rest.ToArray());
        return body.ToArray();
    }

    private void Write(Declaration declaration)
    {
        declarations.Byte((byte)TagOf(declaration));
        declarations.Number(text.StartOf(declaration));
        declarations.Number(declaration.Span.Length);
        attributes.Write(declaration.Attributes);
        switch (declaration)
        {
            case FunctionDeclaration function:
                Write(function);
                break;
            case VariableDeclaration variable:
                declarations.String(variable.Name);
                declarations.Number(types.Add(variable.Type));
                declarations.OptionalString(variable.SymbolName);
                Index(module.Indexes.Variables, variable.Name);
                break;
            case ConstantDeclaration constant:
                declarations.String(constant.Name);
                Write(constant.Value);
                break;
            case TypedefDeclaration typedef:
                declarations.String(typedef.Name);
                declarations.Number(types.Add(typedef.Type));
                break;
            case RecordDeclaration record:
                declarations.Number(types.Add(record.Type));
                break;
            case EnumDeclaration @enum:
                declarations.Number(types.Add(@enum.Type));
                break;
        }
    }

    private static DeclarationTag TagOf(Declaration declaration) => declaration switch
    {
        FunctionDeclaration => DeclarationTag.Function,
        VariableDeclaration => DeclarationTag.Variable,
        ConstantDeclaration => DeclarationTag.Constant,
        TypedefDeclaration => DeclarationTag.Typedef,
        RecordDeclaration => DeclarationTag.Record,
        EnumDeclaration => DeclarationTag.Enum,
        _ => throw new ArgumentOutOfRangeException(nameof(declaration)),
    };

    private void Write(FunctionDeclaration function)
    {
        declarations.String(function.Name);
        declarations.Number(types.Add(function.Type));
        foreach (string? name in function.ParameterNames)
        {
            declarations.OptionalString(name);
        }

        declarations.Number(function.ParameterAttributes.Count);
        foreach (IReadOnlyList<CAttribute> list in function.ParameterAttributes)
        {
            attributes.Write(list);
        }

        declarations.Flag(function.IsDefinedInHeader);
        declarations.Flag(function.IsImplementedInCSharp);
        declarations.OptionalString(function.SymbolName);
        Index(module.Indexes.Functions, function.Name);
        Index(module.Indexes.BlockStubs, function.Name);
        Index(module.Indexes.Externs, function.Name);
    }

    private void Write(CConstant? value)
    {
        switch (value)
        {
            case null:
                declarations.Byte((byte)ConstantTag.Unknown);
                return;
            case { StringBytes: { } bytes }:
                declarations.Byte((byte)ConstantTag.Text);
                declarations.Blob([.. bytes]);
                break;
            case { Type.Unqualified: CPrimitiveType { IsFloating: true } }:
                declarations.Byte((byte)ConstantTag.Floating);
                declarations.Real(value.Floating);
                break;
            default:
                declarations.Byte((byte)ConstantTag.Integer);
                declarations.Number(value.Integer);
                break;
        }

        declarations.Number(types.Add(value.Type));
    }

    private void Index(IReadOnlyDictionary<string, int> indexes, string name) => declarations.Number(indexes.TryGetValue(name, out int index) ? index + 1 : 0);
}
