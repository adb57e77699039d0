namespace Cffi.Core.CallPlans;

/// <summary>The reasons why a call can't be planned, one id each; the messages name the type, the target and what can do it.</summary>
internal static class AbiErrors
{
    // What can be done in either mode.
    private const string Module = "compile a module (SetSource, Compile): it has stubs for functions of fixed arguments and entries for callbacks whose types are declared there, and what its prelude defines may make any other call";

    public static CffiUnsupportedException NoCallingStandard(CFunctionType type, Target target) =>
        new("CFFI5001", $"{type.CName} can't be called on {target.Name}: calls are planned for {Target.LinuxX64.Name} only; on {target.Name} types can be laid out.");

    public static CffiUnsupportedException NoLayout(CType type, CFunctionType function, Target target, LayoutException reason) =>
        new("CFFI5002", $"{type.CName} can't be passed or returned by value by {function.CName} on {target.Name}; a pointer to it can. {reason.Message}");

    public static CffiUnsupportedException FlexibleArray(CType type, CFunctionType function, Target target) =>
        new("CFFI5003", $"{type.CName} ends in a flexible array member, whose length no call by value carries: {function.CName} can't be called on {target.Name}; pass a pointer to it.");

    public static CffiUnsupportedException StackTooLarge(CFunctionType function, Target target) =>
        new("CFFI5004", $"The arguments of {function.CName} don't fit a stack on {target.Name}; pass pointers to the large ones.");

    public static CffiUnsupportedException NoRegisters(CType type, CFunctionType function, Target target) =>
        new("CFFI5007", $"{type.CName} is passed and returned by value by C compilers only: {function.CName} can't be called on {target.Name}; pass a pointer to it, or {Module}.");

    public static CffiUnsupportedException VariadicList(CFunctionType function, Target target) =>
        new("CFFI5008", $"{function.CName} can't be called on {target.Name}: no .NET code can make or read a va_list there; call the variadic function that does the same.");

    public static CffiUnsupportedException Partial(CType type) =>
        new("CFFI5009", $"{type.CName} is partial ('...') and small enough for registers: which ones depends on members that are not declared; declare it in full, pass a pointer to it, or {Module}.");

    public static CffiUnsupportedException NotAValue(CType type, CFunctionType function, Target target) =>
        new("CFFI5006", $"{type.CName} is not a type of values: {function.CName} can't be called with it on {target.Name}; pass a pointer.");
}
