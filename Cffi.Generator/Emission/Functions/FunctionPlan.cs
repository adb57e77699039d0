using Cffi.Generator.Emission.Reading;

namespace Cffi.Generator.Emission.Functions;

/// <summary>What is known of a function before its C# is written.</summary>
internal sealed class FunctionPlan
{
    private FunctionPlan(FunctionDeclaration declaration, string name, IReadOnlyList<(Target Target, Passing Passing)> byTarget, IReadOnlyList<string> parameterNames)
    {
        Declaration = declaration;
        Name = name;
        ByTarget = byTarget;
        ParameterNames = parameterNames;
    }

    public FunctionDeclaration Declaration { get; }

    /// <summary>The name as it is written.</summary>
    public string Name { get; }

    /// <summary>The targets that can call it with the same C# signature, the first one's.</summary>
    public IReadOnlyList<(Target Target, Passing Passing)> ByTarget { get; }

    /// <summary>The names of the parameters, as they are written.</summary>
    public IReadOnlyList<string> ParameterNames { get; }

    /// <summary>How the first target passes its values.</summary>
    public Passing First => ByTarget[0].Passing;

    /// <summary>Whether calls go through the run time.</summary>
    public bool IsHard => ByTarget.Any(static one => one.Passing.IsHard);

    /// <summary>Whether the collector can wait for the call (<c>[[cffi::leaf]]</c>).</summary>
    public bool IsLeaf => Declaration.Attributes.Any(static attribute => attribute.Name == "cffi::leaf");

    /// <summary>Whether a failure is an exception with the value of <c>errno</c> (<c>[[cffi::errno]]</c>).</summary>
    public bool ThrowsErrno => Declaration.Attributes.Any(static attribute => attribute.Name == "cffi::errno");

    /// <summary>The class that keeps what the function returns (<c>[[cffi::release(f)]]</c>); null for none.</summary>
    public string? ResultHandle { get; private init; }

    /// <summary>What the method returns.</summary>
    public string ResultType => ResultHandle ?? First.Result?.Public ?? "void";

    /// <summary>The plan of a function; null where none of the targets can have it, which is reported.</summary>
    public static FunctionPlan? Of(Versions<Declaration> versions, EmissionContext context)
    {
        var declaration = (FunctionDeclaration)versions.First;
        var byTarget = new List<(Target, Passing)>();
        string firstReason = "";
        foreach (Target target in versions.Targets)
        {
            string reason = "";
            if (versions.On(target) is FunctionDeclaration function && Passing.Of(function.Type, target, context.Forms, out reason) is { } passing
                && (byTarget.Count == 0 || passing.PublicSignature == byTarget[0].Item2.PublicSignature))
            {
                byTarget.Add((target, passing));
            }
            else if (firstReason.Length == 0)
            {
                firstReason = reason;
            }
        }

        if (byTarget.Count == 0)
        {
            context.LeaveOut(declaration, $"'{declaration.Name}' is left out: {firstReason}");
            return null;
        }

        SayMissing(versions, [.. byTarget.Select(static one => one.Item1)], firstReason, context);
        var scope = new NameScope();
        string[] names = [.. declaration.ParameterNames.Select((name, i) => scope.Add(name ?? FormattableString.Invariant($"p{i}")))];
        string written = context.Scope.Add(declaration.Name);
        context.FunctionNames[declaration.Name] = written;
        return new FunctionPlan(declaration, written, byTarget, names) { ResultHandle = HandleOf(declaration, byTarget[0].Item1, context) };
    }

    private static string? HandleOf(FunctionDeclaration declaration, Target target, EmissionContext context) =>
        declaration.Attributes.Any(static attribute => attribute.Name == "cffi::release") && declaration.Type.Result.Unqualified is CPointerType { Item.Unqualified: CRecordType record }
            ? context.Handles.Of(context.Names.Of(record, target))
            : null;

    // Not of 32-bit Linux alone: no .NET runs there.
    private static void SayMissing(Versions<Declaration> versions, List<Target> has, string reason, EmissionContext context)
    {
        if (context.Request.Module is not null)
        {
            if (versions.Targets.Count() > has.Count)
            {
                context.RefuseDifference(versions.First, $"'{versions.First.Name}'", versions.Targets.Select(target => (target, SignatureOn(versions, target, context))));
            }

            return;
        }

        string[] missing = [.. versions.Targets.Where(target => !has.Contains(target) && target != Target.LinuxX86).Select(static target => target.Name)];
        if (missing.Length > 0)
        {
            string why = reason.Length == 0 ? "its C# types differ there" : reason;
            context.Report(GenerationDescriptors.DiffersByTarget, versions.First, $"'{versions.First.Name}' cannot be called on {string.Join(", ", missing)}: {why}");
        }
    }

    private static string SignatureOn(Versions<Declaration> versions, Target target, EmissionContext context) =>
        versions.On(target) is FunctionDeclaration function && Passing.Of(function.Type, target, context.Forms, out _) is { } passing
            ? (passing.Result is null ? "void" : "") + passing.PublicSignature
            : "";
}
