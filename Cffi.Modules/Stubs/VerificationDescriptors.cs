namespace Cffi.Modules.Stubs;

/// <summary>How declarations can differ from what the C compiler says.</summary>
internal static class VerificationDescriptors
{
    public static readonly DiagnosticDescriptor NotInC = Error("CFFI8101", "a declaration that the C compiler does not accept");
    public static readonly DiagnosticDescriptor RecordSize = Error("CFFI8102", "a record of another size or alignment");
    public static readonly DiagnosticDescriptor MemberPlace = Error("CFFI8103", "a member at another place");
    public static readonly DiagnosticDescriptor ObjectType = Error("CFFI8104", "a member or variable of another type");
    public static readonly DiagnosticDescriptor ConstantValue = Error("CFFI8105", "a constant of another value");
    public static readonly DiagnosticDescriptor EnumType = Error("CFFI8106", "an enum of another type");
    public static readonly DiagnosticDescriptor FunctionType = Error("CFFI8107", "a function of another type");
    public static readonly DiagnosticDescriptor CannotComplete = Error("CFFI8108", "a '...' that cannot be completed");
    public static readonly DiagnosticDescriptor HiddenMember = Error("CFFI8110", "a member that the declaration lacks");
    public static readonly DiagnosticDescriptor NoLayout = Error("CFFI8109", "a record without a layout");
    public static readonly DiagnosticDescriptor NotImplementable = Error("CFFI8111", "a function that C# cannot implement");
    public static readonly DiagnosticDescriptor OtherRegisters = Error("CFFI8112", "a record that C passes by value in other registers");

    private static DiagnosticDescriptor Error(string id, string title) => new(id, DiagnosticSeverity.Error, title);
}
