using System.Diagnostics;
using System.Text;

namespace Cffi.Declarations;

/// <summary>
/// Prints declarations as a C text that declares the same. A declaration follows the types that it needs, macros are
/// constants, and every attribute with a meaning is printed.
/// </summary>
[DebuggerDisplay("{text}")]
public sealed class DeclarationPrinter
{
    private readonly StringBuilder text = new();
    private readonly Dictionary<string, TypedefDeclaration> typedefs = [];
    private readonly Dictionary<CType, Declaration> bodies = [];

    // The type that "typedef ... *P;" points to has no name: elsewhere it is written as the target of P.
    private readonly Dictionary<CRecordType, string> pointers = [];
    private readonly HashSet<Declaration> started = [];
    private readonly HashSet<string> enumerators = [];
    private readonly HashSet<CType> inlined = [];

    // The types that are being printed: C has no text for an unnamed record that refers to itself.
    private readonly HashSet<CRecordType> open = [];
    private readonly HashSet<CRecordType> needed = [];

    private DeclarationPrinter()
    {
    }

    /// <summary>The declarations of a set as C text, which a parser reads back to equal declarations.</summary>
    public static string Print(DeclarationSet declarations) => Print(declarations, static _ => true);

    /// <summary>Some declarations of a set as C text, with those that they need.</summary>
    /// <param name="declarations">The set.</param>
    /// <param name="isWanted">Which ones.</param>
    public static string Print(DeclarationSet declarations, Func<Declaration, bool> isWanted)
    {
        var printer = new DeclarationPrinter();
        IReadOnlyList<Declaration> all = declarations.All;
        foreach (Declaration declaration in all)
        {
            printer.Prepare(declaration);
        }

        foreach (Declaration declaration in all)
        {
            if (isWanted(declaration))
            {
                printer.Emit(declaration);
            }
        }

        return printer.text.ToString();
    }

    private void Prepare(Declaration declaration)
    {
        switch (declaration)
        {
            case TypedefDeclaration typedef:
                typedefs[typedef.Name] = typedef;
                if (typedef.Type is CPointerType { Item: CRecordType { IsOpaque: true, Tag: null, TypedefName: null } hidden } && !pointers.ContainsKey(hidden))
                {
                    pointers.Add(hidden, typedef.Name);
                }

                break;
            case RecordDeclaration record:
                bodies[record.Type] = record;
                foreach (CMember member in record.Type.Members)
                {
                    NoteInlined(member.Type);
                }

                break;
            case EnumDeclaration @enum:
                bodies[@enum.Type] = @enum;
                enumerators.UnionWith(@enum.Type.Enumerators.Select(static enumerator => enumerator.Name));
                break;
            case VariableDeclaration variable:
                NoteInlined(variable.Type);
                break;
        }
    }

    // An unnamed type is printed with its body where it is used, unless a typedef names it.
    private void NoteInlined(CType type)
    {
        CType item = type.Unqualified;
        while (item is CArrayType or CPointerType)
        {
            item = (item is CArrayType array ? array.Item : ((CPointerType)item).Item).Unqualified;
        }

        if (item is CRecordType { Tag: null, TypedefName: null } or CEnumType { Tag: null, TypedefName: null })
        {
            inlined.Add(item);
        }
    }

    private void Emit(Declaration declaration)
    {
        if (!started.Add(declaration))
        {
            return;
        }

        switch (declaration)
        {
            case TypedefDeclaration typedef:
                PrintTypedef(typedef);
                break;
            case RecordDeclaration { Type: { Tag: not null } record }:
                Need(record.Members);
                Line(record.State == RecordState.Incomplete ? CTypePrinter.Print(record, "") : Body(record), record);
                break;
            case EnumDeclaration { Type: var type } when !IsNamedByTypedef(type) && !inlined.Contains(type):
                Line(type.State == RecordState.Incomplete ? CTypePrinter.Print(type, "") + BodyPrinter.Underlying(type) : BodyPrinter.Enum(type));
                break;
            case FunctionDeclaration function:
                PrintFunction(function);
                break;
            case VariableDeclaration variable:
                Need(variable.Type, isByValue: true);
                Line($"{BodyPrinter.Attributes(variable.Attributes)}extern {Declared(variable.Type, variable.Name)}{Symbol(variable.SymbolName)}{BodyPrinter.Aligned(variable.RequestedAlignment)}", BodyPrinter.Inlined(variable.Type, null));
                break;
            case ConstantDeclaration { Value: null } when !enumerators.Contains(declaration.Name):
                text.Append("#define ").Append(declaration.Name).Append(" ...\n");
                break;
            case ConstantDeclaration { Value: { } value } when !enumerators.Contains(declaration.Name):
                Need(value.Type, isByValue: true);
                Line($"{BodyPrinter.Attributes(declaration.Attributes)}static {Declared(value.Type.Qualified(CQualifiers.Const), declaration.Name)} = {ConstantPrinter.Print(value)}");
                break;
        }
    }

    private void PrintTypedef(TypedefDeclaration typedef)
    {
        string before = BodyPrinter.Attributes(typedef.Attributes) + "typedef ";
        switch (typedef.Type)
        {
            case CPartialNumberType number when number.Name == typedef.Name:
                Line($"{before}{(number.IsFloating ? "float" : "int")}... {typedef.Name}");
                break;
            case CAlignedType aligned when aligned.Name == typedef.Name:
                Need(aligned.Item, isByValue: true);
                Line($"{before}{Declared(aligned.Item, typedef.Name, typedef.Name)} __attribute__((aligned({aligned.Alignment.ToString(System.Globalization.CultureInfo.InvariantCulture)})))", BodyPrinter.Inlined(aligned.Item, typedef.Name));
                break;
            default:
                Need(typedef.Type, isByValue: false);
                Line(before + Declared(typedef.Type, typedef.Name, typedef.Name), BodyPrinter.Inlined(typedef.Type, typedef.Name));
                break;
        }
    }

    private void PrintFunction(FunctionDeclaration function)
    {
        Need(function.Type, isByValue: false);
        var parameters = new List<string>();
        for (int i = 0; i < function.Type.Parameters.Count; i++)
        {
            string attributes = i < function.ParameterAttributes.Count ? BodyPrinter.Attributes(function.ParameterAttributes[i]) : "";
            parameters.Add(attributes + Declared(function.Type.Parameters[i], function.ParameterNames[i] ?? ""));
        }

        if (function.Type.IsVariadic)
        {
            parameters.Add("...");
        }

        string convention = CTypePrinter.Convention(function.Type.Convention);
        string list = parameters.Count == 0 ? "void" : string.Join(", ", parameters);
        string declarator = $"{(convention.Length > 0 ? convention + " " : "")}{function.Name}({list})";
        string before = BodyPrinter.Attributes(function.Attributes) + (function.IsDefinedInHeader ? "static inline " : "");
        text.Append(function.IsImplementedInCSharp ? "extern \"C#\" " : "").Append(before).Append(Declared(function.Type.Result, declarator));
        text.Append(Symbol(function.SymbolName)).Append(function.IsDefinedInHeader ? " { }\n" : ";\n");
    }

    // The declaration, including the bodies of unnamed types. The typedef that names such a type prints its body too.
    private string Declared(CType type, string declarator, string? typedefName = null) =>
        CTypePrinter.Print(type, declarator, item => NameOf(item, typedefName));

    private string? NameOf(CType type, string? typedefName)
    {
        switch (type is CAlignedType ? type : type.Unqualified)
        {
            case CRecordType { IsOpaque: true } hidden when pointers.TryGetValue(hidden, out string? pointer) && pointer != typedefName:
                return $"__typeof__(*({pointer})0)";
            case CRecordType { Tag: null } record when record.TypedefName is null || record.TypedefName == typedefName:
                return record.IsOpaque ? "..." : open.Contains(record) ? null : Body(record);
            case CEnumType { Tag: null } @enum when @enum.TypedefName is null || @enum.TypedefName == typedefName:
                return BodyPrinter.Enum(@enum);
            default:
                return null;
        }
    }

    private string Body(CRecordType record)
    {
        Need(record.Members);
        bool isFirst = open.Add(record);
        string body = BodyPrinter.Record(record, bodies.TryGetValue(record, out Declaration? declaration) ? declaration.Attributes : [], item => NameOf(item, null));
        if (isFirst)
        {
            open.Remove(record);
        }

        return body;
    }

    private bool IsNamedByTypedef(CEnumType type) => type is { Tag: null, TypedefName: { } name } && typedefs.ContainsKey(name);

    private void Need(IReadOnlyList<CMember> members)
    {
        foreach (CMember member in members)
        {
            Need(member.Type, isByValue: true);
        }
    }

    // First prints the declarations that the text of a type needs.
    private void Need(CType type, bool isByValue)
    {
        switch (type is CAlignedType ? type : type.Unqualified)
        {
            case CPointerType pointer:
                Need(pointer.Item, isByValue: false);
                break;
            case CArrayType array:
                Need(array.Item, isByValue: true);
                break;
            case CFunctionType function:
                Need(function.Result, isByValue: false);
                foreach (CType parameter in function.Parameters)
                {
                    Need(parameter, isByValue: false);
                }

                break;
            case CAlignedType aligned when typedefs.ContainsKey(aligned.Name):
                NeedTypedef(aligned.Name);
                break;
            case CAlignedType written:
                Need(written.Item, isByValue: true);
                break;
            case CPartialNumberType number:
                NeedTypedef(number.Name);
                break;
            case CRecordType { Tag: null, TypedefName: { } name }:
                NeedTypedef(name);
                break;
            case CEnumType { Tag: null, TypedefName: { } name }:
                NeedTypedef(name);
                break;
            case CRecordType { IsOpaque: true } hidden when pointers.TryGetValue(hidden, out string? pointer):
                NeedTypedef(pointer);
                break;
            case CRecordType { Tag: null } unnamed when needed.Add(unnamed):
                Need(unnamed.Members);
                needed.Remove(unnamed);
                break;
            case CRecordType record when isByValue && bodies.TryGetValue(record, out Declaration? body):
                Emit(body);
                break;
            case CEnumType { Tag: not null } @enum when bodies.TryGetValue(@enum, out Declaration? body):
                Emit(body);
                break;
        }
    }

    private void NeedTypedef(string name)
    {
        if (typedefs.TryGetValue(name, out TypedefDeclaration? typedef))
        {
            Emit(typedef);
        }
    }

    private void Line(string declaration, CRecordType? record = null) => text.Append(
        record?.LayoutRules.Pack > 0 ? BodyPrinter.Packed(declaration + ";\n", record.LayoutRules.Pack) : declaration + ";\n");

    private static string Symbol(string? name) => name is null ? "" : $" asm(\"{name}\")";
}
