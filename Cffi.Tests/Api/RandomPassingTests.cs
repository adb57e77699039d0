using System.Runtime.InteropServices;
using Cffi.Core.CallPlans;
using Cffi.Tests.Fuzz;

namespace Cffi.Tests.Api;

/// <summary>Records whose declaration omits one alternative or member: refused if the registers differ, otherwise passed correctly.</summary>
[TestFixture("any")]
[TestFixture("clang")]
public sealed class RandomPassingTests(string compiler) : ApiTests(compiler)
{
    private const int RecordsPerModule = 250;

    [Test]
    public void A_thousand_records_with_a_member_left_out_are_refused_or_passed_right()
    {
        ulong seed = FuzzSettings.Seed;
        int first = FuzzSettings.Number("CFFI_PASSING_FIRST", 0);
        int count = FuzzSettings.Number("CFFI_PASSING_COUNT", IsGcc ? 1_000 : 250);
        int refused = 0, passed = 0;
        var failures = new List<string>();
        for (int start = first; start < first + count; start += RecordsPerModule)
        {
            PassingCase[] cases = [.. Enumerable.Range(start, Math.Min(RecordsPerModule, first + count - start)).Select(index => new PassingCase(seed, index, IsGcc))];
            HashSet<int> differing = Refused(cases);
            Compile(string.Join('\n', cases.Select(static one => one.Actual)), string.Join('\n', cases.Select(static one => one.Actual))).Dispose();
            for (int i = 0; i < cases.Length; i++)
            {
                if (!differing.Contains(i) && HaveOtherClasses(cases[i]))
                {
                    failures.Add($"not refused: {cases[i].Declared}   in C: {cases[i].Actual}   replay: CFFI_SEED={seed} CFFI_PASSING_FIRST={start + i} CFFI_PASSING_COUNT=1");
                }
            }

            PassingCase[] accepted = [.. cases.Where((_, i) => !differing.Contains(i))];
            refused += differing.Count;
            passed += accepted.Length;
            failures.AddRange(Call(accepted).Select(one => $"passed wrong: {one.Declared}   in C: {one.Actual}   seed {seed}"));
        }

        TestContext.Out.WriteLine($"CFFI_PASSING: seed {seed}, {refused} refused, {passed} called, {failures.Count} failures");
        Assert.That(failures, Is.Empty, string.Join('\n', failures.Take(10)));
        Assert.That((refused, passed), Is.EqualTo((0, 0)).Or.Matches<(int Refused, int Passed)>(static n => n.Refused > 20 && n.Passed > 20).Or.Matches<(int, int)>(_ => count < 100));
    }

    private HashSet<int> Refused(PassingCase[] cases)
    {
        var ffi = new Ffi();
        ffi.Cdef(string.Join('\n', cases.Select(static one => one.Declared)));
        try
        {
            ffi.Verify(string.Join('\n', cases.Select(static one => one.Actual)), Options).Dispose();
            return [];
        }
        catch (VerificationException error)
        {
            // Each record has one line.
            return [.. error.Diagnostics.Select(static d => d.Span.Position.Line - 1)];
        }
    }

    // This uses Cffi's classifier. Other tests compare it with the compiler.
    private static bool HaveOtherClasses(PassingCase one)
    {
        SystemVX64Classification Classes(string text)
        {
            var ffi = new Ffi();
            ffi.Cdef(text);
            return SystemVX64Classifier.Classify(ffi.TypeOf($"{one.Keyword} {one.Tag}"), Target.LinuxX64);
        }

        return Classes(one.Actual) != Classes(one.Declared);
    }

    private IEnumerable<PassingCase> Call(PassingCase[] cases)
    {
        using CLibrary library = Compile(
            string.Join('\n', cases.Select(one => $"{one.Declared} {one.Keyword} {one.Tag} f_{one.Tag}(long a, double b, {one.Keyword} {one.Tag} x, long c, double d, unsigned char *out);")),
            "#include <string.h>\n" + string.Join('\n', cases.Select(one =>
                $"{one.Actual} {one.Keyword} {one.Tag} f_{one.Tag}(long a, double b, {one.Keyword} {one.Tag} x, long c, double d, unsigned char *out) {{ memcpy(out, &x, sizeof x); out[40] = a == 1 && b == 2 && c == 3 && d == 4; return x; }}")),
            out Ffi ffi);
        foreach (PassingCase one in cases)
        {
            CType type = ffi.TypeOf($"{one.Keyword} {one.Tag}");
            int size = (int)LayoutEngine.Of(type, Target.Current).Size;
            if (size is 0 or > 40)
            {
                continue;
            }

            var told = new byte[41];
            using CData argument = ffi.New($"{one.Keyword} {one.Tag} *");
            byte[] bytes = new byte[size];
            for (int i = 0; i < size; i++)
            {
                // The integer bit of the x87 format must be set.
                bytes[i] = (byte)(0x81 + (i * 3));
            }

            Marshal.Copy(bytes, 0, argument.Address, size);

            bool[] covered = new bool[size];
            Cover(type, 0, covered);
            CData result = library[$"f_{one.Tag}"].Invoke(1, 2.0, argument[0], 3, 4.0, told).As<CData>();
            byte[] returned = new byte[size];
            Marshal.Copy(result.Address, returned, 0, size);
            for (int i = 0; i < size; i++)
            {
                if (covered[i] && (told[i] != bytes[i] || returned[i] != bytes[i] || told[40] != 1))
                {
                    yield return one;
                    break;
                }
            }
        }
    }

    // C need not pass padding. Of a 'long double', it passes ten bytes.
    private static void Cover(CType type, int at, bool[] covered)
    {
        switch (type.Unqualified)
        {
            case CRecordType record:
                foreach (FieldLayout field in LayoutEngine.OfRecord(record, Target.Current).Fields.Where(static field => field.Member.BitWidth is null))
                {
                    Cover(field.Member.Type, at + (int)field.Offset, covered);
                }

                break;
            case CArrayType array:
                for (int i = 0; i < array.Length.Count; i++)
                {
                    Cover(array.Item, at + (i * (int)LayoutEngine.Of(array.Item, Target.Current).Size), covered);
                }

                break;
            default:
                int size = type.Unqualified is CPrimitiveType { Primitive: CPrimitiveKind.LongDouble } ? 10 : (int)LayoutEngine.Of(type, Target.Current).Size;
                covered.AsSpan(at, size).Fill(true);
                break;
        }
    }
}
