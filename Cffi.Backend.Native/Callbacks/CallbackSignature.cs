using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.CompilerServices;
using Cffi.Backend.Native.Executors;
using Cffi.Backend.Native.Values;
using Cffi.Core.CallPlans;

namespace Cffi.Backend.Native.Callbacks;

/// <summary>A call plan from the callee's side.</summary>
internal sealed class CallbackSignature
{
    private static readonly ConditionalWeakTable<CFunctionType, CallbackSignature> Known = [];
    private static readonly ConcurrentDictionary<ResultKind, CallbackSignature> InRegisters = new();
    private readonly int resultAddress;
    private readonly Delegate? body;
    private string? name;

    // Reads the plan of a function type.
    private CallbackSignature(CFunctionType type)
    {
        Shared = this;
        if (type.IsVariadic)
        {
            throw new CffiUnsupportedException("CFFI5105", $"'{type.CName}' is variadic, and a callback cannot know its arguments; declare its parameters");
        }

        CallPlan plan = ExecutedPlans.Plan(type, Target.Current);
        if (plan.Result.Kind is ResultKind.X87 or ResultKind.X87Pair && CallbackThunks.Instance is null)
        {
            throw new CffiUnsupportedException("CFFI5103", $"'{type.CName}' returns in x87 registers, which needs machine code, and this system allows no executable memory; write the result through a pointer parameter, or declare the type of the function pointer in a module (SetSource, Compile), which has compiled entry points");
        }

        Type = type;
        UsesGeneralRegistersOnly = plan is { FloatingRegisters: 0, StackWords: 0, Result.Kind: ResultKind.Void or ResultKind.General or ResultKind.Memory };
        Parameters = [.. plan.Arguments.Select(static argument => new CallbackParameter(argument))];
        Result = NativeType.Of(type.Result);
        ResultKind = plan.Result.Kind;
        ElementSize = plan.Result.ElementSize;
        resultAddress = ResultKind == ResultKind.Memory ? CallExecutor.Current.Frame.OffsetOf(plan.Result.Address) : 0;
    }

    // The same plan for a callback with a name of its own.
    private CallbackSignature(CallbackSignature shared, string? name, Delegate? body)
    {
        Shared = shared;
        Type = shared.Type;
        this.name = name is null ? null : $"'{name}'";
        this.body = body;
        Parameters = shared.Parameters;
        Result = shared.Result;
        ResultKind = shared.ResultKind;
        ElementSize = shared.ElementSize;
        resultAddress = shared.resultAddress;
        UsesGeneralRegistersOnly = shared.UsesGeneralRegistersOnly;
    }

    private CallbackSignature(CFunctionType type, string? name, Delegate? body, IEnumerable<NativeType> parameters)
    {
        Shared = this;
        Type = type;
        this.name = name is null ? null : $"'{name}'";
        this.body = body;
        UsesGeneralRegistersOnly = true;
        Parameters = [.. parameters.Select(static (parameter, i) => new CallbackParameter(parameter, i + 1))];
        Result = NativeType.Of(type.Result);
        ResultKind = ResultKind.Void;
        UsesBlock = true;
    }

    private CallbackSignature(ResultKind kind, CType result, int resultAddress = 0, bool usesBlock = false)
    {
        Shared = this;
        this.resultAddress = resultAddress;
        ElementSize = kind == ResultKind.Homogeneous ? RegisterBlock.VectorSize : 0;
        Type = CFunctionType.Of(CVoidType.Instance, []);
        name = "a callback";
        Parameters = [];
        Result = NativeType.Of(result);
        ResultKind = kind;
        UsesBlock = usesBlock;
    }

    /// <summary>The signature of a callback.</summary>
    /// <param name="type">The type.</param>
    /// <param name="name">The name by which C calls it; null for none.</param>
    /// <param name="body">The body; null if the body has no name.</param>
    /// <exception cref="CffiUnsupportedException">No callback can have the type.</exception>
    public static CallbackSignature Of(CFunctionType type, string? name = null, Delegate? body = null) =>
        new(Known.GetValue(type, static type => new CallbackSignature(type)), name, body);

    /// <summary>The same for a function that a compiled stub calls with a block of addresses instead of the arguments.</summary>
    public static CallbackSignature OfBlock(CFunctionType type, string? name, Delegate? body) =>
        new(type, name, body, type.Parameters.Select(static parameter => NativeType.Of(AbiLowering.ParameterType(parameter, Target.Current))));

    /// <summary>
    /// A signature with the same zero result, but without references to its types. It remains when a
    /// callback is disposed, and must not keep the declarations alive.
    /// </summary>
    public CallbackSignature WithoutTypes => ResultKind switch
    {
        _ when UsesBlock => new CallbackSignature(ResultKind, Result.Representation == Representation.None ? CVoidType.Instance : Bytes(Result.Size), usesBlock: true),
        ResultKind.Memory => new CallbackSignature(ResultKind, Bytes(Result.Size), resultAddress),
        ResultKind.Void => InRegisters.GetOrAdd(ResultKind, static kind => new CallbackSignature(kind, CVoidType.Instance)),
        _ => InRegisters.GetOrAdd(ResultKind, static kind => new CallbackSignature(kind, Bytes(RegisterBlock.MostResultBytes))),
    };

    /// <summary>The signature that all callbacks of the type share, which has no name.</summary>
    public CallbackSignature Shared { get; }

    /// <summary>On the shared signature: the type of delegates that was found to fit last.</summary>
    public Type? FittingType { get; set; }

    public CFunctionType Type { get; }

    /// <summary>The name of the callback in reports. Made when the first report needs it: most callbacks have none.</summary>
    public string Name => name ??= body is null ? $"a callback '{Type.CName}'" : $"a callback '{Type.CName}' ({PlaceOf(body.Method)})";

    public CallbackParameter[] Parameters { get; }

    public NativeType Result { get; }

    public ResultKind ResultKind { get; }

    /// <summary>The size in bytes of each element of a homogeneous result; otherwise 0.</summary>
    public int ElementSize { get; }

    /// <summary>Whether the arguments are in general registers only, and the result is in one or in memory.</summary>
    public bool UsesGeneralRegistersOnly { get; }

    /// <summary>Whether a compiled stub passes a block of addresses instead of the arguments; the first is that of the result.</summary>
    public bool UsesBlock { get; }

    /// <summary>The addresses for callbacks of this signature.</summary>
    /// <exception cref="CffiUnsupportedException">The system allows no executable memory, and there are no compiled entry points.</exception>
    public CallbackEntries Entries => CallbackThunks.Instance ?? (CallbackEntries)(ResultKind switch
    {
        _ when Target.Current.Calling != CallingStandard.SystemVX64 => throw CallbackErrors.NoThunks(Type),
        ResultKind.GeneralGeneral => CallbackPool.GeneralPair,
        ResultKind.FloatingFloating => CallbackPool.FloatingPair,
        _ => UsesGeneralRegistersOnly ? CallbackPool.General : CallbackPool.Mixed,
    });

    /// <summary>The addresses for functions that a compiled stub calls with a block of addresses.</summary>
    public static CallbackEntries BlockEntries => CallbackThunks.Instance ?? (CallbackEntries)(Target.Current.Calling == CallingStandard.SystemVX64 ? CallbackPool.General : throw CallbackErrors.NoThunks(CFunctionType.Of(CVoidType.Instance, [])));

    /// <summary>The address of a result in memory, which the caller passes.</summary>
    // The frame belongs to the running callback.
    public unsafe byte* ResultAddress(UpcallFrame* frame) => *(byte**)((byte*)frame + resultAddress);

    // Names a lambda by the method that contains it: the C# compiler calls it '<Method>b__0' in a type of its own.
    private static string PlaceOf(MethodInfo method)
    {
        Type? type = method.DeclaringType;
        while (type is { DeclaringType: { } outer } && type.Name.StartsWith('<'))
        {
            type = outer;
        }

        int end = method.Name.IndexOf('>');
        return $"{type?.Name}.{(end > 1 && method.Name[0] == '<' ? method.Name[1..end] : method.Name)}";
    }

    private static CArrayType Bytes(long size) => CPrimitiveType.Of(CPrimitiveKind.UChar).ArrayOf(size);
}
