using Cffi.Modules.Building;
using Cffi.Modules.Descriptions;
using Cffi.Modules.Errors;
using Cffi.Modules.Objects;
using Cffi.Parser;

namespace Cffi;

/// <summary>A module compiled for a platform: what its C compiler says of the declarations, and the library to ship there.</summary>
/// <remarks>
/// All declarations are complete and verified for <see cref="Target"/>. Nothing can be called through it, on whatever
/// platform: that is what <c>Ffi.Compile()</c> gives. Any thread may use it.
/// </remarks>
public sealed class CompiledModule
{
    private readonly CParser parser;

    internal CompiledModule(string name, Target target, DeclarationSet declarations, CParser parser, ModulePlaces places)
    {
        Places = places;
        Name = name;
        Target = target;
        Declarations = declarations;
        this.parser = parser;
    }

    /// <summary>The module's name.</summary>
    public string Name { get; }

    /// <summary>The platform that it is compiled for.</summary>
    public Target Target { get; }

    /// <summary>The declarations, complete: constants and enumerators have their values on that platform.</summary>
    public DeclarationSet Declarations { get; }

    /// <summary>The path of the compiled object.</summary>
    /// <remarks>It lies in the cache, which may drop it when it is full: copy what is to stay.</remarks>
    public required string ObjectFile { get; init; }

    /// <summary>The path of the shared library; null where the compiler has no linker for the platform (plain clang).</summary>
    /// <inheritdoc cref="ObjectFile" path="/remarks"/>
    public required string? LibraryFile { get; init; }

    /// <summary>Where the library has what the declarations name.</summary>
    internal ModulePlaces Places { get; }

    /// <summary>Puts the library and its description into a folder, to be shipped and loaded with <c>Ffi.LoadModule</c> there.</summary>
    /// <param name="folder">Where the two files go; it is made if it is not there. Files that have not changed are left alone.</param>
    /// <returns>The path of the description: the module's name with <c>.cffi</c>.</returns>
    /// <exception cref="CompilationException">There is no library, or the files cannot be written.</exception>
    public string Save(string folder)
    {
        CommonErrors.ThrowIfNull(folder);
        string library = LibraryFile ?? throw BuildErrors.CannotSave(folder, $"the compiler has made no library for {Target}: it has no linker for it");
        return ModuleFiles.Save(folder, Name, Target, library, Places, Declarations.All);
    }

    /// <summary>A type by its name in C.</summary>
    /// <exception cref="CDefinitionException">The text is no type name.</exception>
    public CType TypeOf(string typeName)
    {
        CommonErrors.ThrowIfNull(typeName);
        return parser.ParseType(typeName);
    }

    /// <summary>The size of a type on the platform, in bytes.</summary>
    /// <exception cref="CDefinitionException">The text is no type name.</exception>
    /// <exception cref="LayoutException">The type has no size.</exception>
    public long SizeOf(string typeName) => LayoutEngine.Of(TypeOf(typeName), Target).Size;

    /// <summary>The alignment of a type on the platform, in bytes.</summary>
    /// <inheritdoc cref="SizeOf"/>
    public int AlignOf(string typeName) => LayoutEngine.Of(TypeOf(typeName), Target).Alignment;

    /// <summary>Where a member of a record lies on the platform.</summary>
    /// <param name="typeName">A record type.</param>
    /// <param name="member">The member's name; members of anonymous records are found too.</param>
    /// <exception cref="CDefinitionException">The text is no type name.</exception>
    /// <exception cref="LayoutException">The record has no layout.</exception>
    /// <exception cref="CffiTypeException">The type is no record.</exception>
    /// <exception cref="CffiNameException">It has no such member.</exception>
    public FieldLayout Field(string typeName, string member)
    {
        CommonErrors.ThrowIfNull(member);
        CType type = TypeOf(typeName);
        return type.Unqualified is not CRecordType record ? throw CommonErrors.WrongOperation(type, "look up a member in")
            : LayoutEngine.OfRecord(record, Target) is var layout && layout.TryFind(member, out FieldLayout field) ? field
            : throw CommonErrors.NoMember(member, record, layout.MemberNames);
    }

    /// <summary>The value of a constant on the platform.</summary>
    /// <exception cref="CffiNameException">No constant of that name is declared.</exception>
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
