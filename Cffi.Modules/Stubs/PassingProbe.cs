using System.Globalization;

namespace Cffi.Modules.Stubs;

/// <summary>Proves that the compiler passes a record by value like a record with the declared members only.</summary>
/// <remarks>
/// Union alternatives, zero-length arrays and unnamed bit-fields change no offset, but they affect which
/// registers a record is passed in. So the stub has a second record with the declared members, and, for both records, a function
/// that takes the record and then two numbers to store, and a function that returns the record but never reaches its end:
/// <code>
/// void takes(T t, long a, double b, long *x, double *y) { *x = a; *y = b; }      T gives(long a, long *x) { for (;;) *x = a; }
///
///   T = union { double d; }             mov [rsi], rdi    movsd [rdx], xmm1
///   T = union { double d; long l; }     mov [rdx], rsi    movsd [rcx], xmm0
/// </code>
/// The code never uses the record, so it differs only if the numbers are in other registers. Members that are
/// not declared can only add to the classes of the declared ones. So if the record takes the same number of registers of each kind, the
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
    /// <param name="name">The record's type name in C.</param>
    /// <param name="record">The record.</param>
    /// <param name="slot">Numbers the functions.</param>
    /// <returns>The probe; null if the declaration decides nothing: C passes the values of a partial record.</returns>
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

    /// <summary>Whether the compiler passes both records alike.</summary>
    public bool IsSame(ObjectFacts facts, Target target) =>
        // On Windows only the size decides.
        target.UsesMicrosoftLayout || Functions.All(function => facts.Code(function + number).SequenceEqual(facts.Code(function + number + "_declared")));
}
