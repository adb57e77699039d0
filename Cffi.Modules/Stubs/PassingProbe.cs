using System.Globalization;

namespace Cffi.Modules.Stubs;

/// <summary>Proves that the compiler passes a record by value as it passes one with the declared members only.</summary>
/// <remarks>
/// Alternatives of a union, arrays without elements and bit-fields without a name move nothing, but decide which
/// registers a record goes to. So a second record is made of what is declared, and for both the compiler makes a function
/// that takes the record and, behind it, two numbers to store, and one that returns the record and never gets there:
/// <code>
/// void takes(T t, long a, double b, long *x, double *y) { *x = a; *y = b; }      T gives(long a, long *x) { for (;;) *x = a; }
///
///   T = union { double d; }             mov [rsi], rdi    movsd [rdx], xmm1
///   T = union { double d; long l; }     mov [rdx], rsi    movsd [rcx], xmm0
/// </code>
/// The code never touches the record, so it differs just where the numbers come in other registers. Members that are
/// not declared only add to the classes of the declared ones; so where as many registers of each kind are taken, the
/// classes are the same. Nothing is run.
/// </remarks>
internal sealed class PassingProbe
{
    // In bytes. Four quadruple numbers are the largest record that any of our targets passes in registers.
    private const long LargestInRegisters = 64;
    private static readonly string[] Functions = ["cffi_takes_", "cffi_gives_"];
    private readonly string number;

    private PassingProbe(string number)
    {
        this.number = number;
    }

    /// <summary>Writes the functions.</summary>
    /// <param name="text">The stub.</param>
    /// <param name="types">The names of types.</param>
    /// <param name="name">What C calls the record.</param>
    /// <param name="record">The record.</param>
    /// <param name="slot">Numbers the functions.</param>
    /// <returns>The probe; null where a declaration decides nothing: of a partial record C passes the values.</returns>
    public static PassingProbe? Write(StubText text, StubTypes types, string name, CRecordType record, int slot)
    {
        if (record.IsPartial || RecordRoom.IsLargerThan(record, LargestInRegisters) || !DeclaredRecord.CanWrite(record, types))
        {
            return null;
        }

        string number = slot.ToString(CultureInfo.InvariantCulture);
        string declared = $"{(record.IsUnion ? "union" : "struct")} cffi_declared_{number}";
        DeclaredRecord.Write(text, types, name, record, declared);
        text.Define($"CFFI_PASSES({number}, {name})");
        text.Define($"CFFI_PASSES({number}_declared, {declared})");
        return new PassingProbe(number);
    }

    /// <summary>Whether the compiler passes both alike.</summary>
    public bool IsSame(ObjectFacts facts, Target target) =>
        // On Windows the size alone decides.
        target.UsesMicrosoftLayout || Functions.All(function => facts.Code(function + number).SequenceEqual(facts.Code(function + number + "_declared")));
}
