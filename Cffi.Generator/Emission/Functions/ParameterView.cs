using Cffi.Generator.Emission.Types;
using Cffi.Generator.Emission.Writing;

namespace Cffi.Generator.Emission.Functions;

/// <summary>The ways to take one parameter: in the method that calls C, and in the second one.</summary>
internal sealed class ParameterView
{
    // Bytes of the stack for the text of one argument.
    private const string Scratch = "256";
    private readonly string name;
    private readonly ParameterLocals locals;
    private readonly int index;
    private readonly Form form;

    private ParameterView(FunctionPlan plan, int index, ParameterLocals locals)
    {
        this.index = index;
        this.locals = locals;
        name = plan.ParameterNames[index];
        form = plan.First.Parameters[index];
    }

    /// <summary>
    /// A pointer in the method that calls C: its type takes all that stands for such a pointer, and the argument is its address.
    /// Null where the parameter has the type of its form.
    /// </summary>
    public Alternative? Pointer { get; private set; }

    /// <summary>The C# type in the method that calls C.</summary>
    public string Type => Pointer?.Type ?? form.Public;

    /// <summary>What the second method has: a method of C#, or what an annotation says; null for the same as the first.</summary>
    public Alternative? Second { get; private set; }

    /// <summary>A reference to the one thing that it points to, for the second method; null where there may be more, or another reason against it.</summary>
    public Alternative? Reference { get; private set; }

    /// <summary>The variable of the method that calls C for it; null if there is none.</summary>
    public string? LocalIfAny => Pointer is null ? null : Local;

    private string Local => locals.Of(index);

    /// <summary>The alternatives for a parameter.</summary>
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
                Second = binding.CanBeImplemented(context) ? BodyOf($"{context.Request.ClassName}.{binding.Name}", plan) : null;
                return;
            case CPrimitiveType { Primitive: CPrimitiveKind.Char } when isConst && annotations.Length is null && annotations.Direction is null:
                Pointer = Using("CText", $"Encode(stackalloc byte[{Scratch}])") with { UsesStack = true };
                return;
            case CPrimitiveType { Primitive: CPrimitiveKind.WChar } when isConst && annotations.Length is null:
                Pointer = Using("CWideText", "Encode()");
                return;
            case CVoidType:
                Pointer = Pinned(isConst ? "CConstMemory" : "CMemory", "byte");
                Second = annotations.Length is null ? null : Span("byte", isConst);
                return;
        }

        bool hasHandles = item.Unqualified is CRecordType record && context.Handles.Of(context.Names.Of(record, target)) is not null;
        if (hasHandles)
        {
            string handled = $"CHandled<{form.Public}>";
            Pointer = context.Handles.Releases(plan.Declaration.Name, context.Names.Of((CRecordType)item.Unqualified, target))

                // Nothing else may release it in that case.
                ? new Alternative(Namespaces.Interop + handled, Local) { Before = $"nint {Local} = {name}.Take();" }
                : Using(handled, "Hold()");
        }

        FindMemory(item, isConst, hasHandles, annotations, target, context);
    }

    private Alternative Using(string type, string how) => new(Namespaces.Interop + type, $"{Local}.Address") { Before = $"using var {Local} = {name}.{how};" };

    private Alternative Pinned(string type, string element) => new(Namespaces.Interop + type, $"(nint){Local}") { Fixed = $"fixed ({element}* {Local} = {name})" };

    private Alternative BodyOf(string type, FunctionPlan plan) => new($"{type}.{ReservedNames.Body}?", $"new {type}({Local}.Address)")
    {
        Before = $"using var {Local} = {type}.{ReservedNames.Entries}.Lend({name}{plan.Named(plan.Declaration.Name)});", Lent = Local,
    };

    private void FindMemory(CType item, bool isConst, bool hasHandles, Annotations annotations, Target target, EmissionContext context)
    {
        bool isByte = item.Unqualified is CPrimitiveType { Primitive: CPrimitiveKind.Char or CPrimitiveKind.UChar };
        if ((!isByte && !PointerForms.IsTyped(form)) || context.Forms.Of(item, target) is not { Element: { } element } pointed)
        {
            return;
        }

        // .NET's memory does not fit every type: it has other sizes of some, and aligns no more than to a pointer.
        bool isAligned = IsAlignedByDotNet(item, target, context);
        bool isArray = !pointed.IsPortable && isAligned && !hasHandles;
        if (isArray)
        {
            Pointer = Pinned($"{(isConst ? "CConstArray" : "CArray")}<{element}>", element);
        }

        if (annotations.ReleasedBy is not null && annotations.Direction == "out" && item.Unqualified is CPointerType { Item.Unqualified: CRecordType record }
            && context.Handles.Of(context.Names.Of(record, target)) is { } handle)
        {
            Second = new Alternative($"out {handle}", $"new(ref {Local})") { Before = $"{pointed.Public} {Local} = default;", After = $"{name} = new {handle}({Local});" };
        }
        else if (annotations.Direction is { } direction && isAligned)
        {
            Second = ReferenceOf(direction, pointed, element, isArray, isConst);
        }
        else if (annotations.Length is not null && isArray)
        {
            Second = Span(element, isConst);
        }
        else if (isAligned && !hasHandles && !annotations.IsArray && element is not ("byte" or "sbyte") && (!isConst || item.Unqualified is CRecordType))
        {
            Reference = ReferenceOf(isConst ? "in" : "ref", pointed, element, isArray, isConst);
        }
    }

    private static bool IsAlignedByDotNet(CType item, Target target, EmissionContext context) =>
        item.Unqualified is not CRecordType record || context.Forms.ShapeOf(context.Names.Of(record, target)) is { IsOverAligned: false };

    private Alternative Span(string element, bool isConst) => new($"global::System.{(isConst ? "ReadOnly" : "")}Span<{element}>", name) { IsSpan = true };

    private Alternative ReferenceOf(string direction, Form pointed, string element, bool isArray, bool isConst)
    {
        bool isIn = direction == "in";
        bool isOut = direction == "out";
        if (pointed.Public != element)
        {
            // The public type differs from the type in memory, so a variable is needed.
            string first = isOut ? "default" : pointed.ToField(name);
            return new Alternative($"{direction} {pointed.Public}", $"new(ref {Local})") { Before = $"{element} {Local} = {first};", After = isIn ? null : $"{name} = {pointed.FromField(Local)};" };
        }

        string? clear = isOut ? $"{name} = default;" : null;
        return isArray && (isConst || !isIn)
            ? new Alternative($"{direction} {element}", $"new({(isIn ? "in" : "ref")} {name})") { Before = clear }
            : new Alternative($"{direction} {element}", $"({form.Public}){Local}") { Before = clear, Fixed = $"fixed ({element}* {Local} = &{name})" };
    }
}
