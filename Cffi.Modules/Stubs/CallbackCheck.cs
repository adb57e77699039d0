using Cffi.Modules.Objects;

namespace Cffi.Modules.Stubs;

/// <summary>The entries for a type of function pointer whose callbacks need compiled code.</summary>
/// <param name="number">The number of the type in the module.</param>
/// <param name="type">The type of the functions.</param>
/// <param name="declaration">The first declaration that uses the type.</param>
internal sealed class CallbackCheck(int number, CFunctionType type, Declaration declaration) : DeclarationCheck(declaration)
{
    public CFunctionType Type => type;

    /// <summary>The index of the type's array.</summary>
    public int Index { get; private set; }

    public override void Write(StubText text, StubTypes types)
    {
        foreach (string line in CallbackStub.Write(number, type, types))
        {
            text.Define(line);
        }

        Index = text.Address(CallbackStub.NameOf(number));
    }

    public override void Read(ObjectFacts facts, Completion completion)
    {
        // There is nothing to compare: the parts of the type are declared elsewhere.
    }
}
