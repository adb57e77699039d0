using Cffi.Backend.Native.Api.Objects;

namespace Cffi.Backend.Native.Api.Stubs;

/// <summary>The entries for a type of function pointers that C# methods can stand behind by compiled code only.</summary>
/// <param name="number">The number of the type in the module.</param>
/// <param name="type">The type of the functions.</param>
/// <param name="declaration">The first declaration that has it.</param>
internal sealed class CallbackCheck(int number, CFunctionType type, Declaration declaration) : DeclarationCheck(declaration)
{
    public CFunctionType Type => type;

    /// <summary>The place of the type's array.</summary>
    public int Place { get; private set; }

    public override void Write(StubText text, StubTypes types)
    {
        foreach (string line in CallbackStub.Write(number, type, types))
        {
            text.Define(line);
        }

        Place = text.Address(CallbackStub.NameOf(number));
    }

    public override void Read(ObjectFacts facts, Completion completion)
    {
        // Nothing to compare: what the type is made of is declared elsewhere.
    }
}
