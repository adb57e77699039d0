using System.Buffers.Binary;
using Cffi.Modules.Errors;

namespace Cffi.Modules.Descriptions;

/// <summary>Reads the description of a compiled module.</summary>
internal sealed class DescriptionReader
{
    private readonly ByteReader reader;
    private readonly TypeReader types;
    private readonly Dictionary<string, int> functions = [];
    private readonly Dictionary<string, int> blockStubs = [];
    private readonly Dictionary<string, int> variables = [];
    private readonly Dictionary<string, int> externs = [];
    private ContentReader contents = null!;
    private CSourceText text = null!;
    private Target target = null!;

    private DescriptionReader(ReadOnlyMemory<byte> body)
    {
        reader = new ByteReader(body);
        types = new TypeReader(reader);
    }

    /// <summary>Reads a description.</summary>
    /// <param name="file">The bytes of the file.</param>
    /// <param name="host">The platform that the module must be compiled for; null for any.</param>
    /// <exception cref="MalformedDescriptionException">The bytes are not a description.</exception>
    /// <exception cref="LibraryLoadException">The description is of another version, or for another platform.</exception>
    public static ModuleDescription Read(byte[] file, Target? host)
    {
        if (!file.AsSpan().StartsWith(DescriptionFormat.Magic) || file.Length < DescriptionFormat.HeaderSize)
        {
            throw new MalformedDescriptionException("it is not a module description");
        }

        int version = BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(8));
        if (version != DescriptionFormat.Version)
        {
            throw DescriptionErrors.OtherDescriptionVersion(version, DescriptionFormat.Version);
        }

        ReadOnlyMemory<byte> body = file.AsMemory(DescriptionFormat.HeaderSize);
        if (BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(12)) != body.Length)
        {
            throw new MalformedDescriptionException("its length differs from the length in its header");
        }

        return Checksum.Of(body.Span) == BinaryPrimitives.ReadUInt64LittleEndian(file.AsSpan(16))
            ? new DescriptionReader(body).Read(host)
            : throw new MalformedDescriptionException("it is damaged: its checksum does not match");
    }

    private ModuleDescription Read(Target? host)
    {
        reader.ReadStrings();
        string name = reader.String();
        string targetName = reader.String();
        target = Target.Find(targetName) ?? throw new MalformedDescriptionException($"the platform '{targetName}' is unknown");
        if (host is not null && target != host)
        {
            throw DescriptionErrors.DescriptionForOtherTarget(name, target, host);
        }

        string library = reader.String();
        if (library is "" or "." or ".." || library != Path.GetFileName(library) || library.Contains('\0', StringComparison.Ordinal))
        {
            throw new MalformedDescriptionException("the library's name is not a file name");
        }

        long length = reader.Number();
        ulong checksum = reader.Fixed();
        string table = reader.String();
        text = new CSourceText($"<{name}>", reader.Text());
        types.ReadAll();
        contents = new ContentReader(reader, types, target);
        contents.ReadAll();
        var declarations = new Declaration[reader.Count()];
        for (int i = 0; i < declarations.Length; i++)
        {
            declarations[i] = Declaration();
        }

        var callbacks = new Dictionary<CFunctionType, int>();
        for (int i = reader.Count(); i > 0; i--)
        {
            callbacks[types.Type<CFunctionType>()] = reader.Number(int.MaxValue, "an index into the table");
        }

        reader.End();
        return new ModuleDescription
        {
            Name = name, Target = target, LibraryFile = library, LibraryLength = length, LibraryChecksum = checksum, Declarations = declarations,
            Indexes = new ModuleIndexes(table, functions, blockStubs, variables, externs) { Callbacks = callbacks },
        };
    }

    private Declaration Declaration()
    {
        DeclarationTag tag = (DeclarationTag)reader.Kind((int)DeclarationTag.Enum, "kind of declaration");
        int start = reader.Number(text.Text.Length, "the start of a declaration");
        var span = new SourceSpan(text, start, reader.Number(text.Text.Length - start, "the length of a declaration"));
        IReadOnlyList<CAttribute> attributes = contents.Attributes();
        switch (tag)
        {
            case DeclarationTag.Function:
                return Function(span, attributes);
            case DeclarationTag.Variable:
                string variable = reader.String();
                CType type = types.Type();
                var declaration = new VariableDeclaration(variable, type, span) { SymbolName = reader.OptionalString(), Attributes = attributes };
                Index(variables, variable);
                return declaration;
            case DeclarationTag.Constant:
                return new ConstantDeclaration(reader.String(), Constant(), span) { Attributes = attributes };
            case DeclarationTag.Typedef:
                return new TypedefDeclaration(reader.String(), types.Type(), span) { Attributes = attributes };
            case DeclarationTag.Record:
                return new RecordDeclaration(types.Type<CRecordType>(), span) { Attributes = attributes };
            default:
                return new EnumDeclaration(types.Type<CEnumType>(), span) { Attributes = attributes };
        }
    }

    private FunctionDeclaration Function(SourceSpan span, IReadOnlyList<CAttribute> attributes)
    {
        string name = reader.String();
        CFunctionType type = types.Type<CFunctionType>();
        var names = new string?[type.Parameters.Count];
        for (int i = 0; i < names.Length; i++)
        {
            names[i] = reader.OptionalString();
        }

        int count = reader.Number(names.Length, "the number of parameters with attributes");
        var ofParameters = new IReadOnlyList<CAttribute>[count];
        for (int i = 0; i < count; i++)
        {
            ofParameters[i] = contents.Attributes();
        }

        var function = new FunctionDeclaration(name, type, names, span)
        {
            Attributes = attributes, ParameterAttributes = ofParameters, IsDefinedInHeader = reader.Flag(), IsImplementedInCSharp = reader.Flag(),
            SymbolName = reader.OptionalString(),
        };
        Index(functions, name);
        Index(blockStubs, name);
        Index(externs, name);
        return function;
    }

    private CConstant? Constant()
    {
        switch ((ConstantTag)reader.Kind((int)ConstantTag.Text, "kind of constant"))
        {
            case ConstantTag.Unknown:
                return null;
            case ConstantTag.Integer:
                System.Numerics.BigInteger integer = reader.BigNumber();
                CType type = types.Type();
                return Fits(integer, type.Unqualified)
                    ? CConstant.OfInteger(type, integer)
                    : throw new MalformedDescriptionException($"{integer} does not fit '{type.CName}'");
            case ConstantTag.Floating:
                double real = reader.Real();
                CType floating = types.Type();
                return floating.Unqualified is CPrimitiveType { IsFloating: true }
                    ? CConstant.OfFloating(floating, real)
                    : throw new MalformedDescriptionException($"a floating constant has the type '{floating.CName}'");
            default:
                byte[] bytes = reader.Blob().ToArray();
                return CConstant.OfString(types.Type<CArrayType>(), bytes);
        }
    }

    private bool Fits(System.Numerics.BigInteger integer, CType type)
    {
        try
        {
            CPrimitiveType? number = type is CEnumType @enum ? EnumLayout.UnderlyingType(@enum, target) : type as CPrimitiveType;
            if (number is not { IsInteger: true })
            {
                return type is CPointerType;
            }

            long bits = PrimitiveLayout.Of(number, target).Size * 8;
            return PrimitiveLayout.IsSigned(number, target) ? integer.GetBitLength() < bits : integer.Sign >= 0 && integer.GetBitLength() <= bits;
        }
        catch (LayoutException)
        {
            return false;
        }
    }

    private void Index(Dictionary<string, int> indexes, string name)
    {
        int index = reader.Number(int.MaxValue, "an index into the table");
        if (index > 0)
        {
            indexes[name] = index - 1;
        }
    }
}
