using Cffi.Generator.Emission.Types;
using Cffi.Generator.Emission.Writing;

namespace Cffi.Generator.Emission.Functions;

/// <summary>The ways to take one parameter: as C has it, and more comfortable ones.</summary>
/// <remarks>The first alternative of each list is used together with the first of the other parameters, and so on.</remarks>
internal sealed class ParameterView
{
    private readonly string name;
    private readonly ParameterLocals locals;
    private readonly int index;
    private readonly Form form;
    private Alternative? raw;

    private ParameterView(FunctionPlan plan, int index, ParameterLocals locals)
    {
        this.index = index;
        this.locals = locals;
        name = plan.ParameterNames[index];
        form = plan.First.Parameters[index];
    }

    /// <summary>The parameter as C has it.</summary>
    public Alternative Raw => raw ??= new Alternative(form.Parameter, name);

    /// <summary>Whether there is another way than as C has it.</summary>
    public bool HasOthers => Texts.Count > 0 || Handle is not null || Body is not null || Other is not null;

    /// <summary>Strings and bytes for <c>const char *</c>; empty for other types.</summary>
    public IReadOnlyList<Alternative> Texts { get; private set; } = [];

    /// <summary>A handle that keeps what the pointer points to; null where there is no such class.</summary>
    public Alternative? Handle { get; private set; }

    /// <summary>A C# method for a function pointer; null for other types.</summary>
    public Alternative? Body { get; private set; }

    /// <summary>Any other way; null where there is none.</summary>
    public Alternative? Other { get; private set; }

    private string Local => locals.Of(index);

    /// <summary>The ways to take a parameter.</summary>
    public static ParameterView Of(FunctionPlan plan, int index, ParameterLocals locals, EmissionContext context)
    {
        var view = new ParameterView(plan, index, locals);
        if (plan.First.Type.Parameters[index].Unqualified is CPointerType { Item: { } item })
        {
            view.Find(item, plan, plan.ByTarget[0].Targets.First, context);
        }

        return view;
    }

    private void Find(CType item, FunctionPlan plan, Target target, EmissionContext context)
    {
        Annotations annotations = Annotations.Of(plan, index);
        bool isConst = (item.Qualifiers & CQualifiers.Const) != 0;
        switch (item.Unqualified)
        {
            case CFunctionType function:
                FunctionPointerBinding binding = context.Forms.PointerTo(function, target);
                Body = binding.CanBeImplemented(context) ? BodyOf($"{context.Request.ClassName}.{binding.Name}", plan.Declaration.Name) : null;
                return;
            case CPrimitiveType { Primitive: CPrimitiveKind.Char } when isConst && annotations.Length is null && annotations.Direction is null:
                Texts = [Text("string?"), Text("global::System.ReadOnlySpan<byte>")];
                return;
            case CPrimitiveType { Primitive: CPrimitiveKind.WChar } when isConst && annotations.Length is null:
                Texts = [Wide(), Wide()];
                return;
            case CRecordType record when context.Handles.Of(context.Names.Of(record, target)) is { } handle:
                Handle = context.Handles.Releases(plan.Declaration.Name, context.Names.Of(record, target)) ? ReleasedBy(handle) : HandleOf(handle);
                break;
        }

        Other = MemoryOf(item, isConst, annotations, target, context);
    }

    private Alternative Text(string text) => new(text, $"new {Namespaces.Interop}CString({Local}.Address)")
    {
        Before = [$"using var {Local} = new {Namespaces.Interop}CText({name}, stackalloc byte[{Namespaces.Interop}CText.ScratchSize]);"], UsesStack = true,
    };

    private Alternative Wide() => new("string?", $"new {Namespaces.Interop}CWideString({Local}.Address)") { Before = [$"using var {Local} = new {Namespaces.Interop}CWideText({name});"] };

    private Alternative BodyOf(string type, string function) => new($"{type}.{ReservedNames.Body}?", $"new {type}({Local}.Address)")
    {
        Before = [$"using var {Local} = {type}.{ReservedNames.Lend}({name}, {CSharpLiteral.String(function)});"], Lent = Local,
    };

    // Nothing else is to release it then.
    private Alternative ReleasedBy(string type) => new(type, $"new {form.Public}({name}.Take())");

    private Alternative HandleOf(string type) => new(type, $"{name}.Pointer")
    {
        Before = [$"bool {Local} = false;", $"{name}.DangerousAddRef(ref {Local});"],
        Finally = [$"if ({Local})", "{", $"    {name}.DangerousRelease();", "}"],
    };

    private Alternative? MemoryOf(CType item, bool isConst, Annotations annotations, Target target, EmissionContext context)
    {
        bool isVoid = item.Unqualified is CVoidType;
        if (isVoid)
        {
            return annotations.Length is null ? null : Span("byte", isConst);
        }

        if (context.Forms.Of(item, target) is not { Element: { } element } pointed || !form.Public.StartsWith(Namespaces.Interop + "CPointer<", StringComparison.Ordinal) && item.Unqualified is not CPrimitiveType { Primitive: CPrimitiveKind.Char or CPrimitiveKind.UChar })
        {
            return null;
        }

        if (annotations.ReleasedBy is not null && annotations.Direction == "out" && item.Unqualified is CPointerType { Item.Unqualified: CRecordType record }
            && context.Handles.Of(context.Names.Of(record, target)) is { } handle)
        {
            return new Alternative($"out {handle}", $"&{Local}") { Before = [$"{pointed.Public} {Local} = default;"], After = [$"{name} = new {handle}({Local});"] };
        }

        bool isSingle = item.Unqualified is CRecordType or CPointerType;
        return annotations.Direction is { } direction ? Reference(direction, pointed, element)
            : (annotations.Length is not null || !isSingle) && !pointed.IsPortable ? Span(element, isConst)
            : IsAlignedByDotNet(item, target, context) ? Reference(isConst ? "in" : "ref", pointed, element)
            : null;
    }

    private static bool IsAlignedByDotNet(CType item, Target target, EmissionContext context) =>
        item.Unqualified is not CRecordType record || context.Forms.ShapeOf(context.Names.Of(record, target)) is { IsOverAligned: false };

    private Alternative Span(string element, bool isConst) =>
        new($"global::System.{(isConst ? "ReadOnly" : "")}Span<{element}>", Pointer) { Fixed = $"fixed ({element}* {Local} = {name})" };

    private Alternative Reference(string direction, Form pointed, string element)
    {
        string[] clear = direction == "out" ? [$"{name} = default;"] : [];
        if (pointed.Public == element)
        {
            return new Alternative($"{direction} {element}", Pointer) { Before = clear, Fixed = $"fixed ({element}* {Local} = &{name})" };
        }

        // Another type outside than in memory: by way of a variable.
        string first = direction == "out" ? "default" : pointed.ToField(name);
        return new Alternative($"{direction} {pointed.Public}", form.Public == "nint" ? $"(nint)(&{Local})" : $"&{Local}")
        {
            Before = [$"{element} {Local} = {first};"], After = direction == "in" ? [] : [$"{name} = {pointed.FromField(Local)};"],
        };
    }

    private string Pointer => form.Public == "nint" ? $"(nint){Local}" : Local;
}
