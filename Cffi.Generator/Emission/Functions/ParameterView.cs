using Cffi.Generator.Emission.Types;

namespace Cffi.Generator.Emission.Functions;

/// <summary>The ways to take one parameter: as C has it, and more comfortable ones.</summary>
/// <remarks>The first alternative of each list is used together with the first of the other parameters, and so on.</remarks>
internal sealed class ParameterView
{
    private const string Interop = "global::Cffi.Interop.";
    private readonly string name;
    private readonly string local;
    private readonly Form form;

    private ParameterView(string name, string local, Form form)
    {
        this.name = name;
        this.local = local;
        this.form = form;
    }

    /// <summary>The parameter as C has it.</summary>
    public Alternative Raw => new(form.Parameter, name);

    /// <summary>Strings and bytes for <c>const char *</c>; empty for other types.</summary>
    public IReadOnlyList<Alternative> Texts { get; private init; } = [];

    /// <summary>A handle that keeps what the pointer points to; null where there is no such class.</summary>
    public Alternative? Handle { get; private init; }

    /// <summary>A C# method for a function pointer; null for other types.</summary>
    public Alternative? Body { get; private init; }

    /// <summary>Any other way; null where there is none.</summary>
    public Alternative? Other { get; private set; }

    /// <summary>The ways to take a parameter.</summary>
    public static ParameterView Of(FunctionPlan plan, int index, NameScope locals, EmissionContext context)
    {
        Form form = plan.First.Parameters[index];
        string name = plan.ParameterNames[index];
        string local = locals.Add(name.TrimStart('@') + "_");
        Target target = plan.ByTarget[0].Target;
        CType type = plan.First.Type.Parameters[index].Unqualified;
        CType? item = (type as CPointerType)?.Item;
        bool isConst = item is not null && (item.Qualifiers & CQualifiers.Const) != 0;
        Annotations annotations = Annotations.Of(plan, index);
        if (item?.Unqualified is CFunctionType function)
        {
            FunctionPointerBinding binding = context.Forms.PointerTo(function, target);
            return new ParameterView(name, local, form)
            {
                Body = binding.CanBeImplemented(context) ? new Alternative($"{context.Request.ClassName}.{binding.Name}.Body?", $"{local} is null ? default : {local}.Pointer")
                {
                    Before = [$"var {local} = {name} is null ? null : {context.Request.ClassName}.{binding.Name}.Create({name});"],
                    After = [$"global::System.GC.KeepAlive({local});"],
                } : null,
            };
        }

        if (item is null)
        {
            return new ParameterView(name, local, form);
        }

        if (annotations.Length is null && annotations.Direction is null && isConst && item.Unqualified is CPrimitiveType { Primitive: CPrimitiveKind.Char })
        {
            return new ParameterView(name, local, form) { Texts = [Text("string?"), Text("global::System.ReadOnlySpan<byte>")] };
        }

        var view = new ParameterView(name, local, form)
        {
            Texts = isConst && annotations.Length is null && item.Unqualified is CPrimitiveType { Primitive: CPrimitiveKind.WChar } ? [Wide(), Wide()] : [],
            Handle = item.Unqualified is CRecordType record && context.Handles.Of(context.Names.Of(record, target)) is { } handle ? HandleOf(handle) : null,
        };
        if (view.Texts.Count == 0)
        {
            view.Other = view.MemoryOf(item, isConst, annotations, target, context);
        }

        return view;

        Alternative Text(string text) => new(text, $"new {Interop}CString({local}.Address)")
        {
            Before = [$"using var {local} = new {Interop}CText({name}, stackalloc byte[{Interop}CText.ScratchSize]);"], UsesStack = true,
        };

        Alternative Wide() => new("string?", $"new {Interop}CWideString({local}.Address)") { Before = [$"using var {local} = new {Interop}CWideText({name});"] };

        Alternative HandleOf(string type) => new(type, $"{name}.Pointer")
        {
            Before = [$"bool {local} = false;", $"{name}.DangerousAddRef(ref {local});"],
            Finally = [$"if ({local})", "{", $"    {name}.DangerousRelease();", "}"],
        };
    }

    private Alternative? MemoryOf(CType item, bool isConst, Annotations annotations, Target target, EmissionContext context)
    {
        bool isVoid = item.Unqualified is CVoidType;
        if (isVoid)
        {
            return annotations.Length is null ? null : Span("byte", isConst);
        }

        if (context.Forms.Of(item, target) is not { Element: { } element } pointed || !form.Public.StartsWith(Interop + "CPointer<", StringComparison.Ordinal) && item.Unqualified is not CPrimitiveType { Primitive: CPrimitiveKind.Char })
        {
            return null;
        }

        if (annotations.ReleasedBy is not null && annotations.Direction == "out" && item.Unqualified is CPointerType { Item.Unqualified: CRecordType record }
            && context.Handles.Of(context.Names.Of(record, target)) is { } handle)
        {
            return new Alternative($"out {handle}", $"&{local}") { Before = [$"{pointed.Public} {local} = default;"], After = [$"{name} = new {handle}({local});"] };
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
        new($"global::System.{(isConst ? "ReadOnly" : "")}Span<{element}>", Pointer) { Fixed = $"fixed ({element}* {local} = {name})" };

    private Alternative Reference(string direction, Form pointed, string element)
    {
        string[] clear = direction == "out" ? [$"{name} = default;"] : [];
        if (pointed.Public == element)
        {
            return new Alternative($"{direction} {element}", Pointer) { Before = clear, Fixed = $"fixed ({element}* {local} = &{name})" };
        }

        // Another type outside than in memory: by way of a variable.
        string first = direction == "out" ? "default" : pointed.ToField(name);
        return new Alternative($"{direction} {pointed.Public}", form.Public == "nint" ? $"(nint)(&{local})" : $"&{local}")
        {
            Before = [$"{element} {local} = {first};"], After = direction == "in" ? [] : [$"{name} = {pointed.FromField(local)};"],
        };
    }

    private string Pointer => form.Public == "nint" ? $"(nint){local}" : local;
}
