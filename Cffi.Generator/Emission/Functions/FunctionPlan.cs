using Cffi.Generator.Emission.Reading;
using Cffi.Generator.Emission.Writing;

namespace Cffi.Generator.Emission.Functions;

/// <summary>The plan of a function's C#, before it is written.</summary>
internal sealed class FunctionPlan
{
    private ParameterView[]? views;

    private FunctionPlan(FunctionDeclaration declaration, string name, List<(TargetSet Targets, Passing Passing)> byTarget, string[] parameterNames)
    {
        Declaration = declaration;
        Name = name;
        ByTarget = byTarget;
        ParameterNames = parameterNames;
        IsHard = byTarget.Exists(static one => one.Passing.IsHard);
        foreach ((TargetSet targets, _) in byTarget)
        {
            Targets = Targets.With(targets);
        }

        foreach (CAttribute attribute in declaration.Attributes)
        {
            IsLeaf |= attribute.Name == LeafCheck.Annotation;
            ThrowsErrno |= attribute.Name == "cffi::errno";
        }
    }

    public FunctionDeclaration Declaration { get; }

    /// <summary>The name in C# text.</summary>
    public string Name { get; }

    /// <summary>A last argument with a name; empty for the name of the function's method, which the C# compiler passes by itself.</summary>
    public string Named(string name) => Name.TrimStart('@') == name ? "" : $", {CSharpLiteral.String(name)}";

    /// <summary>The symbol in the library.</summary>
    public string Symbol { get; private init; } = "";

    /// <summary>The targets that can call it with the C# signature of the first target.</summary>
    public TargetSet Targets { get; }

    /// <summary>The ways in which the targets pass the values, grouped by equal ways.</summary>
    public List<(TargetSet Targets, Passing Passing)> ByTarget { get; }

    /// <summary>The names of the parameters in C# text.</summary>
    public string[] ParameterNames { get; }

    /// <summary>How the first target passes its values.</summary>
    public Passing First => ByTarget[0].Passing;

    /// <summary>Whether calls go through the run time.</summary>
    public bool IsHard { get; }

    /// <summary>Whether the garbage collector can wait for the call (<c>[[cffi::leaf]]</c>).</summary>
    public bool IsLeaf { get; private set; }

    /// <summary>Whether a failure is an exception with the value of <c>errno</c> (<c>[[cffi::errno]]</c>).</summary>
    public bool ThrowsErrno { get; }

    /// <summary>The class that owns the result of the function (<c>[[cffi::release(f)]]</c>); null for none.</summary>
    public string? ResultHandle { get; private init; }

    /// <summary>The result type of the method.</summary>
    public string ResultType => ResultHandle ?? First.Result?.Public ?? "void";

    /// <summary>The ways to take its parameters. Asked for when all functions are known.</summary>
    public ParameterView[] Views(EmissionContext context)
    {
        if (views is null)
        {
            var locals = new ParameterLocals(this, context.Request.ClassName);
            views = new ParameterView[First.Parameters.Length];
            for (int i = 0; i < views.Length; i++)
            {
                views[i] = ParameterView.Of(this, i, locals, context);
            }
        }

        return views;
    }

    /// <summary>The plan of a function; null if no target can have it, which is reported.</summary>
    public static FunctionPlan? Of(Versions<Declaration> versions, EmissionContext context)
    {
        var declaration = (FunctionDeclaration)versions.First;
        List<(TargetSet Targets, Passing Passing)> byTarget = PassingsOf(versions, declaration, context, out string firstReason);
        if (byTarget.Count == 0)
        {
            context.LeaveOut(declaration, $"'{declaration.Name}' is omitted: {firstReason}");
            return null;
        }

        var scope = new NameScope(byTarget[0].Passing.Type.IsVariadic ? [CSharpName.Plain(context.Request.ClassName), "arguments"] : [CSharpName.Plain(context.Request.ClassName)]);
        var names = new string[declaration.ParameterNames.Count];
        for (int i = 0; i < names.Length; i++)
        {
            names[i] = scope.Add(declaration.ParameterNames[i] ?? FormattableString.Invariant($"p{i}"));
        }

        string written = context.Scope.Add(declaration.Name);
        context.FunctionNames[declaration.Name] = written;
        var plan = new FunctionPlan(declaration, written, byTarget, names) { ResultHandle = HandleOf(declaration, byTarget[0].Targets.First, context), Symbol = context.SymbolOf(declaration, declaration.SymbolName) };
        plan.IsLeaf = plan.IsLeaf && LeafCheck.IsPossible(plan, context);
        SayMissing(versions, plan.Targets, firstReason, context);
        return plan;
    }

    private static List<(TargetSet Targets, Passing Passing)> PassingsOf(Versions<Declaration> versions, FunctionDeclaration declaration, EmissionContext context, out string firstReason)
    {
        firstReason = "";
        if (versions.IsOne && Passing.IsAlike(declaration.Type, versions.Targets, context.Forms)
            && Passing.Of(declaration.Type, versions.Targets.First, context.Forms, out firstReason) is { } common)
        {
            return [(versions.Targets, common)];
        }

        var byTarget = new List<(TargetSet Targets, Passing Passing)>();
        foreach (Target target in versions.Targets)
        {
            string reason = "";
            if (versions.On(target) is FunctionDeclaration function && Passing.Of(function.Type, target, context.Forms, out reason) is { } passing
                && (byTarget.Count == 0 || passing.HasSamePublic(byTarget[0].Passing)))
            {
                int like = byTarget.FindIndex(one => one.Passing.IsLike(passing));
                if (like < 0)
                {
                    byTarget.Add((default(TargetSet).With(target), passing));
                }
                else
                {
                    byTarget[like] = (byTarget[like].Targets.With(target), byTarget[like].Passing);
                }
            }
            else if (firstReason.Length == 0)
            {
                firstReason = reason;
            }
        }

        return byTarget;
    }

    private static string? HandleOf(FunctionDeclaration declaration, Target target, EmissionContext context)
    {
        foreach (CAttribute attribute in declaration.Attributes)
        {
            if (attribute.Name == "cffi::release" && declaration.Type.Result.Unqualified is CPointerType { Item.Unqualified: CRecordType record })
            {
                return context.Handles.Of(context.Names.Of(record, target));
            }
        }

        return null;
    }

    // Differences on 32-bit Linux alone are not reported, because no .NET runs there.
    private static void SayMissing(Versions<Declaration> versions, TargetSet has, string reason, EmissionContext context)
    {
        if (has.HasAll(versions.Targets))
        {
            return;
        }

        if (context.Request.Module is not null)
        {
            context.RefuseDifference(versions.First, $"'{versions.First.Name}'", versions.Targets.Select(target => (target, SignatureOn(versions, target, context))));
            return;
        }

        string[] missing = [.. versions.Targets.Where(target => !has.Has(target) && target != Target.LinuxX86).Select(static target => target.Name)];
        if (missing.Length > 0)
        {
            string why = reason.Length == 0 ? "its C# types are different there" : reason;
            context.Report(GenerationDescriptors.DiffersByTarget, versions.First, $"'{versions.First.Name}' cannot be called on {string.Join(", ", missing)}: {why}");
        }
    }

    private static string SignatureOn(Versions<Declaration> versions, Target target, EmissionContext context) =>
        versions.On(target) is FunctionDeclaration function && Passing.Of(function.Type, target, context.Forms, out _) is { } passing
            ? $"{passing.Result?.Public ?? "void"}({string.Join(",", passing.Parameters.Select(static form => form.Public))})"
            : "";
}
