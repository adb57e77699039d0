using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using NUnit.Framework;

namespace Cffi.Tests.Native;

/// <summary>Asks a compiler for the values of constant expressions, for any target, without linking or running anything.</summary>
/// <remarks>The answers are constant data of the object file, found by a mark: mark | index | 64-bit value.</remarks>
public static class ConstantOracle
{
    private static readonly byte[] Mark = [0xC5, 0xFE, 0x2B, 0x71, 0x5D, 0x34, 0xE2, 0x03];

    /// <summary>The values, as 64 bits each, in the order of the questions.</summary>
    /// <param name="compiler">The compiler.</param>
    /// <param name="questions">For each, the text that comes before it, and the expression.</param>
    /// <param name="options">Options of the compiler.</param>
    public static long[] Ask(CCompiler compiler, IEnumerable<(string Before, string Expression)> questions, params string[] options)
    {
        var text = new StringBuilder("#define CFFI_MARK {0xC5, 0xFE, 0x2B, 0x71, 0x5D, 0x34, 0xE2, 0x03}\n");
        int count = 0;
        foreach ((string before, string expression) in questions)
        {
            text.Append(before).Append('\n');
            text.Append(CultureInfo.InvariantCulture, $"const struct {{ unsigned char mark[8]; unsigned long long index; unsigned long long value; }} cffi_answer_{count} = {{ CFFI_MARK, {count}, (unsigned long long)({expression}) }};\n");
            count++;
        }

        var values = new long[count];
        int found = 0;
        ReadOnlySpan<byte> file = compiler.CompileObject(text.ToString(), options);
        for (int at = file.IndexOf(Mark); at >= 0; found++)
        {
            file = file[at..];
            values[BinaryPrimitives.ReadInt32LittleEndian(file[8..])] = BinaryPrimitives.ReadInt64LittleEndian(file[16..]);
            file = file[24..];
            at = file.IndexOf(Mark);
        }

        Assert.That(found, Is.EqualTo(count), $"{compiler.Name} has not answered every question.");
        return values;
    }
}
