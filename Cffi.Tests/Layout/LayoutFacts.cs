using System.Globalization;
using System.Text;
using NUnit.Framework;

namespace Cffi.Tests.Layout;

/// <summary>The facts of a record's layout, for comparison.</summary>
/// <param name="Size">sizeof.</param>
/// <param name="Alignment">_Alignof.</param>
/// <param name="Members">For each named member, also in anonymous records: the position in bits and the width in bits (0 if not a bit-field).</param>
public sealed record LayoutFacts(long Size, long Alignment, IReadOnlyDictionary<string, (long Bit, int Width)> Members)
{
    /// <summary>The facts that Cffi computes.</summary>
    public static LayoutFacts Compute(CRecordType record, Target target)
    {
        RecordLayout layout = LayoutEngine.OfRecord(record, target);
        var members = new Dictionary<string, (long Bit, int Width)>();
        foreach (string name in layout.MemberNames)
        {
            Assert.That(layout.TryFind(name, out FieldLayout field));
            members[name] = ((field.Offset * 8) + field.BitOffset, field.Member.BitWidth ?? 0);
        }

        return new LayoutFacts(layout.Room.Size, layout.Room.Alignment, members);
    }

    /// <summary>The differences from the compiler's facts; empty if there are none.</summary>
    public string DifferencesTo(LayoutFacts compiler)
    {
        var text = new StringBuilder();
        if (Size != compiler.Size)
        {
            text.Append(CultureInfo.InvariantCulture, $"  sizeof: {Size}, compiler {compiler.Size}\n");
        }

        if (Alignment != compiler.Alignment)
        {
            text.Append(CultureInfo.InvariantCulture, $"  _Alignof: {Alignment}, compiler {compiler.Alignment}\n");
        }

        foreach ((string name, (long Bit, int Width) theirs) in compiler.Members)
        {
            if (!Members.TryGetValue(name, out (long Bit, int Width) ours) || ours != theirs)
            {
                text.Append(CultureInfo.InvariantCulture, $"  {name}: bit {ours.Bit} width {ours.Width}, compiler bit {theirs.Bit} width {theirs.Width}\n");
            }
        }

        return text.ToString();
    }
}
