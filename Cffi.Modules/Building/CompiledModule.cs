using Cffi.Modules.Building;
using Cffi.Modules.Descriptions;
using Cffi.Modules.Errors;
using Cffi.Modules.Objects;
using Cffi.Parser;

namespace Cffi;

/// <summary>A module that is compiled for a platform: its declarations, completed by the C compiler, and the library to ship.</summary>
/// <remarks>
/// All declarations are complete and verified for <see cref="Target"/>. You cannot call functions through this object, not even on this
/// platform; use <c>Ffi.Compile()</c> for that. Any thread may use it.
/// </remarks>
public sealed class CompiledModule
{
    private readonly CParser parser;

    internal CompiledModule(string name, Target target, DeclarationSet declarations, CParser parser, ModuleIndexes indexes)
    {
        Indexes = indexes;
        Name = name;
        Target = target;
        Declarations = declarations;
        this.parser = parser;
    }

    /// <summary>The module's name.</summary>
    public string Name { get; }

    /// <summary>The platform that the module is compiled for.</summary>
    public Target Target { get; }

    /// <summary>The complete declarations; constants and enumerators have their values on that platform.</summary>
    public DeclarationSet Declarations { get; }

    /// <summary>The path of the compiled object.</summary>
    /// <remarks>The file is in the cache, which may delete it when the cache is full. Copy the file if you need it for longer.</remarks>
    public required string ObjectFile { get; init; }

    /// <summary>The path of the shared library, in the cache; null if the compiler has no linker for the platform (plain clang).</summary>
    /// <inheritdoc cref="ObjectFile" path="/remarks"/>
    public required string? LibraryFile { get; init; }

    /// <summary>Which compiler took the place of which better one, for messages; null if none did.</summary>
    internal string? Substitution { get; init; }

    /// <summary>The indexes of the declared functions and variables in the library's table.</summary>
    internal ModuleIndexes Indexes { get; }

    /// <summary>Writes the library and its description into a folder. Ship both and load them with <c>Ffi.LoadModule</c> on the platform.</summary>
    /// <param name="folder">The folder for the two files, which is created if it does not exist. Files that have not changed are not written.</param>
    /// <returns>The path of the description: the module's name with <c>.cffi</c>.</returns>
    /// <exception cref="CompilationException">There is no library, or the files cannot be written.</exception>
    public string Save(string folder)
    {
        CommonErrors.ThrowIfNull(folder);
        string library = LibraryFile ?? throw BuildErrors.CannotSave(folder, $"the module has no library for {Target}: its compiler has no linker for that platform; set BuildOptions.Compiler to one that has a linker");
        return ModuleFiles.Save(folder, Name, Target, library, Indexes, Declarations.All);
    }

    /// <summary>A type by its name in C.</summary>
    /// <exception cref="CDefinitionException">The text is not a type name.</exception>
    public CType TypeOf(string typeName)
    {
        CommonErrors.ThrowIfNull(typeName);
        return parser.ParseType(typeName);
    }

    /// <summary>The size of a type on the platform, in bytes.</summary>
    /// <exception cref="CDefinitionException">The text is not a type name.</exception>
    /// <exception cref="LayoutException">The type has no size.</exception>
    public long SizeOf(string typeName) => LayoutEngine.Of(TypeOf(typeName), Target).Size;

    /// <summary>The alignment of a type on the platform, in bytes.</summary>
    /// <inheritdoc cref="SizeOf"/>
    public int AlignOf(string typeName) => LayoutEngine.Of(TypeOf(typeName), Target).Alignment;

    /// <summary>The offset of a member of a record on the platform, in bytes.</summary>
    /// <param name="typeName">A record type.</param>
    /// <param name="member">The name of the member, which may be in an anonymous record.</param>
    /// <exception cref="CDefinitionException">The text is not a type name.</exception>
    /// <exception cref="LayoutException">The record has no layout.</exception>
    /// <exception cref="CffiTypeException">The type is not a record.</exception>
    /// <exception cref="CffiNameException">The record has no such member.</exception>
    public FieldLayout Field(string typeName, string member)
    {
        CommonErrors.ThrowIfNull(member);
        CType type = TypeOf(typeName);
        return type.Unqualified is not CRecordType record ? throw CommonErrors.WrongOperation(type, "look up a member in")
            : LayoutEngine.OfRecord(record, Target) is var layout && layout.TryFind(member, out FieldLayout field) ? field
            : throw CommonErrors.NoMember(member, record, layout.MemberNames);
    }

    /// <summary>The value of a constant on the platform.</summary>
    /// <exception cref="CffiNameException">No constant with that name is declared.</exception>
    public CConstant GetConstant(string name)
    {
        CommonErrors.ThrowIfNull(name);
        return Declarations.FindIdentifier(name) is ConstantDeclaration { Value: { } value }
            ? value
            : throw CommonErrors.Undeclared(name, "constant", Declarations.Constants.Select(static c => c.Name));
    }

    /// <summary>The module's name and platform.</summary>
    public override string ToString() => $"<module '{Name}' for {Target}>";
}
