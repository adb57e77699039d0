using Cffi.Backend.Native.Calls;
using Cffi.Backend.Native.Values;

namespace Cffi.Tests.Calls;

/// <summary>The signatures that a variadic function keeps, one for each list of types.</summary>
public sealed class VariadicSignaturesTests
{
    [Test]
    public void A_program_with_many_lists_of_types_keeps_some_of_them()
    {
        CPrimitiveType number = CPrimitiveType.Of(CPrimitiveKind.Int);
        var signatures = new VariadicSignatures(CFunctionType.Of(number, [number], isVariadic: true));
        for (int list = 0; list < 1000; list++)
        {
            CValue[] arguments = [.. Enumerable.Range(0, 10).Select(i => (list >> i & 1) == 0 ? CValue.From(1) : CValue.From(1.5))];
            CallSignature signature = signatures.For(arguments);
            Assert.That(
                signature.Steps[1..].ToArray().Select(static step => step.Representation == Representation.Double),
                Is.EqualTo(Enumerable.Range(0, 10).Select(i => (list >> i & 1) != 0)));
            Assert.That(signatures.For(arguments), Is.SameAs(signature));
            Assert.That(signatures.Count, Is.InRange(1, VariadicSignatures.MostEntries));
        }
    }
}
