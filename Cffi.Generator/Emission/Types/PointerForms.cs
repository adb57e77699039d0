namespace Cffi.Generator.Emission.Types;

/// <summary>The forms of a pointer, which differ by its size only.</summary>
internal sealed class PointerForms(Form form)
{
    private readonly Form wide = form with { Room = new TypeLayout(8, 8) };
    private readonly Form narrow = form with { Room = new TypeLayout(4, 4) };

    /// <summary>The forms of a struct that has an address and nothing else.</summary>
    public static PointerForms Address(string name) => new(new Form(name, name, "nint") { ToAbi = AddressOf, FromAbi = value => $"new {name}({value})" });

    /// <summary>The forms of a pointer with a type argument.</summary>
    /// <remarks>The struct behind the pointer may have this pointer as a member: as a type argument that would be a circle.</remarks>
    public static PointerForms To(string element)
    {
        string name = $"{Namespaces.Interop}CPointer<{element}>";
        Func<string, string> make = value => $"new {name}({value})";
        return new PointerForms(new Form(name, "nint", "nint") { ToAbi = AddressOf, FromAbi = make, ToField = AddressOf, FromField = make, Element = name });
    }

    /// <summary>The form on a target.</summary>
    public Form On(Target target) => target.PointerSize == 8 ? wide : narrow;

    private static string AddressOf(string value) => $"{value}.Address";
}
