using Cffi.Backend.Native.Access;
using Cffi.Backend.Native.Conversion;
using Cffi.Backend.Native.Values;

namespace Cffi;

// Types by name, and data of these types.
public sealed unsafe partial class Ffi
{
    /// <summary>The size of a type, in bytes.</summary>
    /// <exception cref="CDefinitionException">The text is not a type name.</exception>
    /// <exception cref="LayoutException">The type has no size.</exception>
    public long SizeOf(string typeName) => NativeTypeOf(typeName).Size;

    /// <summary>The size of data, in bytes; for a pointer, the size of the pointer itself.</summary>
    public long SizeOf(CData data)
    {
        CommonErrors.ThrowIfNull(data);
        return data.NativeType.Size;
    }

    /// <summary>The alignment of a type, in bytes.</summary>
    /// <inheritdoc cref="SizeOf(string)"/>
    public int AlignOf(string typeName) => NativeTypeOf(typeName).Alignment;

    /// <summary>The offset of a member or element, in bytes.</summary>
    /// <param name="typeName">A record or array type.</param>
    /// <param name="path">Member names and element indexes, from the outside in.</param>
    /// <exception cref="CffiNameException">The record has no such member.</exception>
    /// <exception cref="CffiTypeException">The path does not fit the type, or ends in a bit-field.</exception>
    public long OffsetOf(string typeName, params ReadOnlySpan<CValue> path) => MemberPath.Resolve(NativeTypeOf(typeName), path).Offset;

    /// <summary>A type as C text, as the declaration of a name.</summary>
    /// <param name="typeName">The type.</param>
    /// <param name="extra">A name, or part of a declarator such as <c>*</c> or <c>[5]</c>.</param>
    public string GetCType(string typeName, string extra = "")
    {
        CommonErrors.ThrowIfNull(extra);
        return CTypePrinter.Print(TypeOf(typeName), extra);
    }

    /// <summary>Allocates zeroed memory and initializes it.</summary>
    /// <param name="typeName">
    /// A pointer type, for one object of its target type, or an array type; <c>T[]</c> takes its length from the
    /// initializer (a number, a string with its NUL, or an array).
    /// </param>
    /// <param name="initializer">
    /// The initial contents; zeros by default. For a struct that ends in a flexible array, the list may end in the contents of the array,
    /// or in the number of its elements. The memory then has space for them, and the member knows its length.
    /// </param>
    /// <returns>The owner of the memory. The memory is freed when you dispose the owner, or when nothing refers to it.</returns>
    /// <exception cref="CffiTypeException">The type is neither a pointer nor an array, or the initializer does not fit it.</exception>
    /// <exception cref="OutOfMemoryException">The system has too little memory.</exception>
    public CData New(string typeName, CValue initializer = default)
    {
        NativeType type = NativeTypeOf(typeName);
        return type.Representation switch
        {
            Representation.Pointer => Allocation.NewPointer(type, initializer),
            Representation.Array => Allocation.NewArray(type, initializer),
            _ => throw CommonErrors.WrongOperation(type.Type, "allocate", $"New takes a pointer or array type, such as '{CTypePrinter.Print(type.Type, "*")}'"),
        };
    }

    /// <summary>Converts like a C cast: truncates integers, drops fractions, and converts between pointers and integers.</summary>
    /// <param name="typeName">A scalar type, or an array type with a length, for a view of the memory behind a pointer.</param>
    /// <param name="value">A number, a character, or data.</param>
    /// <exception cref="CffiTypeException">The type is neither, or the value cannot be converted to it.</exception>
    public CData Cast(string typeName, CValue value) => CastConversion.To(NativeTypeOf(typeName), value);

    /// <summary>A pointer to a record or an array, or to a part of it.</summary>
    /// <param name="data">A record or array; with a path, also a pointer to one.</param>
    /// <param name="path">Member names and element indexes, from the outside in.</param>
    /// <remarks>The pointer keeps the memory alive.</remarks>
    public CData AddressOf(CData data, params ReadOnlySpan<CValue> path)
    {
        CommonErrors.ThrowIfNull(data);
        return MemberPath.AddressOf(data, path);
    }

    /// <summary>The text up to the NUL, the end of the array, or a number of units; for an enum, the name of the enumerator.</summary>
    /// <param name="data">Text or a pointer to text (UTF-8 in bytes, UTF-16 or UTF-32), or a value of an enum.</param>
    /// <param name="maxLength">In units of the character type; -1 for no limit.</param>
    /// <exception cref="CffiNullPointerException">The pointer is null.</exception>
    /// <exception cref="CffiTypeException">The data is not text.</exception>
    public string String(CData data, long maxLength = -1)
    {
        CommonErrors.ThrowIfNull(data);
        return TextDecoder.Read(data, maxLength);
    }

    /// <summary>The bytes of text up to the NUL, the end of the array, or a number of units. Use it if the text may not be UTF-8.</summary>
    /// <param name="data">Text or a pointer to text; wide characters give several bytes each.</param>
    /// <param name="maxLength">In units of the character type; -1 for no limit.</param>
    /// <exception cref="CffiNullPointerException">The pointer is null.</exception>
    /// <exception cref="CffiTypeException">The data is not text.</exception>
    public byte[] StringBytes(CData data, long maxLength = -1)
    {
        CommonErrors.ThrowIfNull(data);
        return TextDecoder.ReadBytes(data, maxLength);
    }

    /// <summary>The value of a declared constant: a macro, an enumerator, a constant variable with an initializer.</summary>
    /// <exception cref="CffiNameException">No constant with that name is declared.</exception>
    /// <exception cref="CffiUnsupportedException">Only a compiler knows the value (API mode).</exception>
    public CValue GetConstant(string name)
    {
        CommonErrors.ThrowIfNull(name);
        return Declarations.FindIdentifier(name) is ConstantDeclaration constant
            ? ConstantValue.Of(constant)
            : throw CommonErrors.Undeclared(name, "constant", Declarations.Constants.Select(static c => c.Name));
    }

    /// <summary>An accessor for a scalar member that is resolved once, for hot code.</summary>
    /// <typeparam name="T">A .NET type with the size and representation of the member.</typeparam>
    /// <param name="recordName">A record type.</param>
    /// <param name="member">The member's name.</param>
    /// <exception cref="CffiNameException">The record has no such member.</exception>
    /// <exception cref="CffiTypeException">The member does not have the representation of <typeparamref name="T"/>, or is a bit-field.</exception>
    public CMemberAccessor<T> Member<T>(string recordName, string member)
        where T : unmanaged
    {
        CommonErrors.ThrowIfNull(member);
        return CMemberAccessor<T>.Create(NativeTypeOf(recordName), member);
    }
}
