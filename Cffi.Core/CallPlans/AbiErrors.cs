namespace Cffi.Core.CallPlans;

/// <summary>The reasons why a call cannot be planned, one id each. The messages name the type, the target and the alternative.</summary>
internal static class AbiErrors
{
    // The alternative that works with and without dynamic code.
    private const string Module = "compile a module (SetSource, Compile): it has stubs for functions with fixed arguments and entry points for callbacks of the declared types; for any other call, define a function in its prelude";

    /// <summary>The run time makes no calls there, whether or not there is a plan.</summary>
    public static CffiUnsupportedException NoCalls(CFunctionType type, Target target) =>
        new("CFFI5001", $"'{type.CName}' cannot be called on {target.Name}: Cffi makes calls on {string.Join(", ", Target.All.Where(ExecutedPlans.AreOn))} only, and computes layouts on {target.Name}");

    public static CffiUnsupportedException NoCallingStandard(CFunctionType type, Target target) =>
        new("CFFI5010", $"'{type.CName}' has no call plan on {target.Name}: Cffi does not know the calling standard of that platform");

    public static CffiUnsupportedException NoLayout(CType type, CFunctionType function, Target target, LayoutException reason) =>
        new("CFFI5002", $"'{type.CName}' cannot be passed or returned by value by '{function.CName}' on {target.Name}; pass a pointer to it ({reason.Message})", reason);

    public static CffiUnsupportedException FlexibleArray(CType type, CFunctionType function, Target target) =>
        new("CFFI5003", $"'{type.CName}' ends in a flexible array member, and a call by value does not pass the length of that array: '{function.CName}' cannot be called on {target.Name}; pass a pointer to '{type.CName}'");

    public static CffiUnsupportedException StackTooLarge(CFunctionType function, Target target) =>
        new("CFFI5004", $"the arguments of '{function.CName}' do not fit on a stack on {target.Name}; pass pointers to the large arguments");

    public static CffiUnsupportedException NoRegisters(CType type, CFunctionType function, Target target) =>
        new("CFFI5007", $"only C compilers pass and return '{type.CName}' by value: '{function.CName}' cannot be called on {target.Name}; pass a pointer to it, or {Module}");

    public static CffiUnsupportedException VariadicList(CFunctionType function, Target target) =>
        new("CFFI5008", $"'{function.CName}' cannot be called on {target.Name}: no .NET code can make or read a va_list there; call the variadic function that does the same");

    public static CffiUnsupportedException Partial(CType type) =>
        new("CFFI5009", $"'{type.CName}' is partial ('...') and small enough to be passed in registers, and the registers depend on members that are not declared; declare all members, pass a pointer to it, or {Module}");

    public static CffiUnsupportedException NotAValue(CType type, CFunctionType function, Target target) =>
        new("CFFI5006", $"'{type.CName}' is not the type of a value: '{function.CName}' cannot be called with it on {target.Name}; pass a pointer");
}
