namespace Cffi.Modules.Stubs;

/// <summary>The names of the types of a set of declarations for the C compiler.</summary>
internal sealed class StubTypes
{
    private readonly Dictionary<CType, string> names = [];

    public StubTypes(IReadOnlyList<Declaration> declarations)
    {
        foreach (TypedefDeclaration typedef in declarations.OfType<TypedefDeclaration>())
        {
            Reach(typedef.Type, $"(*({typedef.Name} *)0)");
        }

        foreach (VariableDeclaration variable in declarations.OfType<VariableDeclaration>())
        {
            Reach(variable.Type, variable.Name);
        }

        foreach (RecordDeclaration record in declarations.OfType<RecordDeclaration>())
        {
            ReachMembers(record.Type);
        }
    }

    /// <summary>The name of a record or enum; null if C cannot name it.</summary>
    public string? NameOf(CType type) => type switch
    {
        CRecordType { Tag: { } tag } record => (record.IsUnion ? "union " : "struct ") + tag,
        CRecordType { TypedefName: { } name } => name,
        CEnumType { Tag: { } tag } => "enum " + tag,
        CEnumType { TypedefName: { } name } => name,
        _ => names.GetValueOrDefault(type),
    };

    /// <summary>A type as C text that needs no header: library names are replaced with the compiler's own names.</summary>
    public string Print(CType type, string declarator = "") => CTypePrinter.Print(type, declarator, Spelling);

    private string? Spelling(CType type) => type is CAlignedType ? null : type.Unqualified switch
    {
        CRecordType or CEnumType => NameOf(type),
        CVaListType => "CFFI_VA_LIST",
        CPrimitiveType primitive => primitive.Primitive switch
        {
            CPrimitiveKind.Int8 => "__INT8_TYPE__",
            CPrimitiveKind.UInt8 => "__UINT8_TYPE__",
            CPrimitiveKind.Int16 => "__INT16_TYPE__",
            CPrimitiveKind.UInt16 => "__UINT16_TYPE__",
            CPrimitiveKind.Int32 => "__INT32_TYPE__",
            CPrimitiveKind.UInt32 => "__UINT32_TYPE__",
            CPrimitiveKind.Int64 => "__INT64_TYPE__",
            CPrimitiveKind.UInt64 => "__UINT64_TYPE__",
            CPrimitiveKind.IntFast16 => "__INT_FAST16_TYPE__",
            CPrimitiveKind.UIntFast16 => "__UINT_FAST16_TYPE__",
            CPrimitiveKind.IntFast32 => "__INT_FAST32_TYPE__",
            CPrimitiveKind.UIntFast32 => "__UINT_FAST32_TYPE__",
            CPrimitiveKind.IntPtr => "__INTPTR_TYPE__",
            CPrimitiveKind.UIntPtr => "__UINTPTR_TYPE__",
            CPrimitiveKind.PtrDiff or CPrimitiveKind.SSize => "__PTRDIFF_TYPE__",
            CPrimitiveKind.Size => "__SIZE_TYPE__",
            CPrimitiveKind.IntMax => "__INTMAX_TYPE__",
            CPrimitiveKind.UIntMax => "__UINTMAX_TYPE__",
            CPrimitiveKind.WChar => "CFFI_WCHAR",
            CPrimitiveKind.Char16 => "CFFI_CHAR16",
            CPrimitiveKind.Char32 => "CFFI_CHAR32",
            CPrimitiveKind.Float128 => "CFFI_FLOAT128",
            CPrimitiveKind.Time => "CFFI_TIME",
            CPrimitiveKind.Off => "long",
            _ => null,
        },
        _ => null,
    };

    // A record without a tag and typedef name is written as the type of an expression.
    private void Reach(CType type, string expression)
    {
        while (true)
        {
            switch (type.Unqualified)
            {
                case CPointerType pointer:
                    expression = "(*" + expression + ")";
                    type = pointer.Item;
                    continue;
                case CArrayType array:
                    expression += "[0]";
                    type = array.Item;
                    continue;
                case CRecordType record when NameOf(record) is null:
                    names[record] = $"__typeof__({expression})";
                    ReachMembers(record);
                    return;
                case CEnumType @enum when NameOf(@enum) is null:
                    names[@enum] = $"__typeof__({expression})";
                    return;
                default:
                    return;
            }
        }
    }

    private void ReachMembers(CRecordType record)
    {
        if (NameOf(record) is { } name)
        {
            ReachMembers(record, name);
        }
    }

    private void ReachMembers(CRecordType record, string outer)
    {
        foreach (CMember member in record.Members)
        {
            if (member.IsAnonymousRecord)
            {
                ReachMembers((CRecordType)member.Type.Unqualified, outer);
            }
            else if (member.Name is not null && member.BitWidth is null)
            {
                Reach(member.Type, MemberOf(outer, member.Name));
            }
        }
    }

    /// <summary>An expression for a member, which is measured and never evaluated.</summary>
    public static string MemberOf(string record, string member) => $"((({record} *)0)->{member})";
}
