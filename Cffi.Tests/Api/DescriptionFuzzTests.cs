using System.Buffers.Binary;
using Cffi.Modules.Descriptions;
using Cffi.Tests.Fuzz;

namespace Cffi.Tests.Api;

/// <summary>A damaged description is refused with a reason. It never causes a crash or a wrong type.</summary>
public sealed class DescriptionFuzzTests
{
    [Test]
    public void A_changed_byte_anywhere_is_refused()
    {
        byte[] file = DescriptionTests.Write(DescriptionTests.SetOf(DescriptionTests.Texts[0]).All);
        for (int i = 0; i < file.Length; i++)
        {
            byte[] changed = [.. file];
            changed[i] ^= (byte)(1 << (i % 8));
            Assert.That(Refusal(changed), Is.Not.Null, $"byte {i}");
        }
    }

    [Test]
    public void A_file_cut_short_or_with_more_behind_it_is_refused()
    {
        byte[] file = DescriptionTests.Write(DescriptionTests.SetOf(DescriptionTests.Texts[0]).All);
        for (int length = 0; length < file.Length; length++)
        {
            Assert.That(Refusal(file[..length]), Is.Not.Null, $"{length} bytes");
            Assert.That(Refusal(Sealed(file[..length])), Is.Not.Null, $"{length} bytes, with their checksum");
        }

        Assert.That(Refusal([.. file, 0]), Is.Not.Null);
        Assert.That(Refusal(Sealed([.. file, 0])), Is.EqualTo("bytes follow its end"));
    }

    // The checksum is corrected after the change. So the reader must refuse the content, or return valid types.
    [Test]
    public void Forged_bytes_are_refused_or_are_types_like_any_other()
    {
        int first = FuzzSettings.Number("CFFI_DESCRIPTIONS_FIRST", 0), count = FuzzSettings.Count("CFFI_DESCRIPTIONS_COUNT", 20_000);
        byte[][] files =
        [
            .. DescriptionTests.Texts.Select(static text => DescriptionTests.Write(DescriptionTests.SetOf(text).All)),
            .. Enumerable.Range(0, 20).Select(static i => DescriptionTests.Write(DescriptionTests.RandomSet(i).All)),
        ];
        int accepted = 0;
        for (int index = first; index < first + count; index++)
        {
            SplitMix64 random = SplitMix64.ForCase(FuzzSettings.Seed, index);
            byte[] file = Sealed(Mutated(files[index % files.Length], random));
            try
            {
                accepted += Refusal(file) is null ? 1 : 0;
            }
            catch (Exception other)
            {
                Assert.Fail($"replay: CFFI_SEED={FuzzSettings.Seed} CFFI_DESCRIPTIONS_FIRST={index} CFFI_DESCRIPTIONS_COUNT=1\n{other}");
            }
        }

        TestContext.Out.WriteLine($"CFFI_DESCRIPTIONS: seed {FuzzSettings.Seed}, {count} forged descriptions, {accepted} accepted");
        Assert.That(accepted, Is.GreaterThan(0).And.LessThan(count).Or.EqualTo(count == 1 ? accepted : -1), "some changes change a name only");
    }

    [TestCase("struct s { struct s *p; }; struct t { int a; };", "contains itself")]
    public void Records_cannot_be_made_to_contain_themselves(string text, string reason)
    {
        // Every byte of the body takes every small value. This includes every wrong index of a type.
        byte[] file = DescriptionTests.Write(DescriptionTests.SetOf(text).All);
        var reasons = new HashSet<string>();
        for (int at = DescriptionFormat.HeaderSize; at < file.Length; at++)
        {
            for (byte value = 0; value < 16; value++)
            {
                byte[] changed = [.. file];
                changed[at] = value;
                reasons.Add(Refusal(Sealed(changed)) ?? "accepted");
            }
        }

        Assert.That(reasons, Has.Some.Contain(reason));
    }

    [Test]
    public void An_enum_cannot_be_its_own_integer_type()
    {
        var type = new CEnumType("e");
        var actual = new CEnumType("e");
        actual.Complete([new CEnumerator("A", 1)], type);
        type.Complete([new CEnumerator("A", 1)], null);
        type.Resolve(actual);
        Assert.That(Refusal(DescriptionTests.Write([new EnumDeclaration(type, Nowhere)])), Is.EqualTo("'enum e' has no integer type"));
    }

    [Test]
    public void A_type_that_repeats_its_parts_is_no_larger_than_a_parser_lets_it_be()
    {
        CType type = CPrimitiveType.Of(CPrimitiveKind.Int);
        for (int i = 0; i < 40; i++)
        {
            type = CFunctionType.Of(CPrimitiveType.Of(CPrimitiveKind.Int), [type.PointerTo(), type.PointerTo()], false).PointerTo();
        }

        Assert.That(Refusal(DescriptionTests.Write([new VariableDeclaration("v", type, Nowhere)])), Is.EqualTo("a type contains too many types"));
    }

    [Test]
    public void Records_that_repeat_each_other_are_no_larger_either()
    {
        var record = new CRecordType(false, "r0");
        record.Complete([]);
        var declarations = new List<Declaration> { new RecordDeclaration(record, Nowhere) };
        for (int i = 1; i < 40; i++)
        {
            var outer = new CRecordType(false, FormattableString.Invariant($"r{i}"));
            outer.Complete([new CMember("a", record), new CMember("b", record)]);
            declarations.Add(new RecordDeclaration(outer, Nowhere));
            record = outer;
        }

        Assert.That(Refusal(DescriptionTests.Write(declarations)), Is.EqualTo("records are nested too deep"));
    }

    [Test]
    public void A_record_without_a_name_cannot_lead_to_itself()
    {
        var record = new CRecordType(false, null);
        record.Complete([new CMember("p", record.PointerTo()), new CMember("f", CFunctionType.Of(record.PointerTo(), [], false).PointerTo())]);
        Declaration variable = new VariableDeclaration("v", record, Nowhere);
        var set = new DeclarationSet();
        set.AddRange([variable]);
        Assert.That(DeclarationPrinter.Print(set), Does.Contain("struct <anonymous> *p"));
        Assert.That(Refusal(DescriptionTests.Write([variable])), Does.EndWith("contains itself"));
    }

    private static SourceSpan Nowhere => new(new CSourceText("forged", ""), 0, 0);

    // Uses the declarations in every way that recurs or computes. A CffiException is a refusal, as for any other text.
    private static string? Refusal(byte[] file)
    {
        ModuleDescription module;
        try
        {
            module = DescriptionReader.Read(file, Target.LinuxX64);
        }
        catch (MalformedDescriptionException refusal)
        {
            return refusal.Message;
        }
        catch (LibraryLoadException refusal)
        {
            return refusal.Message;
        }

        foreach (Declaration declaration in module.Declarations)
        {
            _ = declaration.CText;
            CType? type = declaration.DeclaredType;
            _ = type?.CName;
            Try(() => _ = type is null ? default : LayoutEngine.Of(type, Target.LinuxX64));
            Try(() => _ = type is CFunctionType function ? Cffi.Core.CallPlans.AbiLowering.Plan(function, Target.LinuxX64) : null);
            Try(() => _ = declaration is ConstantDeclaration constant ? Backend.Native.Conversion.ConstantValue.Of(constant) : default);
        }

        return null;
    }

    private static void Try(Action use)
    {
        try
        {
            use();
        }
        catch (Exception refusal) when (refusal is ICffiException)
        {
        }
    }

    private static byte[] Mutated(byte[] file, SplitMix64 random)
    {
        List<byte> bytes = [.. file];
        for (int i = random.Between(1, 3); i > 0; i--)
        {
            int at = random.Between(DescriptionFormat.HeaderSize, bytes.Count - 1);
            switch (random.Below(5))
            {
                case 0:
                    bytes[at] ^= (byte)(1 << random.Below(8));
                    break;
                case 1:
                    bytes[at] = (byte)random.Below(20);
                    break;
                case 2:
                    bytes[at] = random.Pick<byte>([0, 1, 0x7f, 0x80, 0xff]);
                    break;
                case 3:
                    bytes.Insert(at, (byte)random.Below(256));
                    break;
                default:
                    bytes.RemoveAt(at);
                    break;
            }
        }

        return [.. bytes];
    }

    // Writes the length and the checksum that match the bytes into the header.
    private static byte[] Sealed(byte[] file)
    {
        if (file.Length >= DescriptionFormat.HeaderSize)
        {
            BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(12), file.Length - DescriptionFormat.HeaderSize);
            BinaryPrimitives.WriteUInt64LittleEndian(file.AsSpan(16), Checksum.Of(file.AsSpan(DescriptionFormat.HeaderSize)));
        }

        return file;
    }
}
