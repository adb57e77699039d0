namespace Cffi.Generator.Emission.Types;

/// <summary>The forms of a pointer, which differ only in its size.</summary>
internal sealed class PointerForms(Form form)
{
    private const string Plain = "CPointer<";
    private const string Const = "CConstPointer<";
    private readonly Form wide = form with { Room = new TypeLayout(8, 8) };
    private readonly Form narrow = form with { Room = new TypeLayout(4, 4) };

    /// <summary>The forms of a struct that has only an address.</summary>
    public static PointerForms Address(string name) => new(new Form(name, name, "nint") { ToAbi = AddressOf, FromAbi = Made });

    /// <summary>The forms of a pointer with a type argument.</summary>
    /// <remarks>The target struct can have this pointer as a member, and a type argument would then be a circle.</remarks>
    public static PointerForms To(string element, bool isConst)
    {
        string name = $"{Namespaces.Interop}{(isConst ? Const : Plain)}{element}>";
        return new PointerForms(new Form(name, "nint", "nint") { ToAbi = AddressOf, FromAbi = Made, ToField = AddressOf, FromField = Made, Element = name });
    }

    /// <summary>Whether a form is that of a pointer with a type argument.</summary>
    public static bool IsTyped(Form form) =>
        form.Public.StartsWith(Namespaces.Interop + Plain, StringComparison.Ordinal) || form.Public.StartsWith(Namespaces.Interop + Const, StringComparison.Ordinal);

    /// <summary>The form on a target.</summary>
    public Form On(Target target) => target.PointerSize == 8 ? wide : narrow;

    // Where it stands, C# knows the type: in a declaration, a return or an argument.
    private static string Made(string value) => $"new({value})";

    private static string AddressOf(string value) => $"{value}.Address";
}
