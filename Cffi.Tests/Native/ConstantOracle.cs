using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using NUnit.Framework;

namespace Cffi.Tests.Native;

/// <summary>Asks a compiler for the values of constant expressions, for any target, without linking or running anything.</summary>
/// <remarks>The answers are constant data in the object file, found by a mark: mark | index | size | value.</remarks>
public static class ConstantOracle
{
    private static readonly byte[] Mark = [0xC5, 0xFE, 0x2B, 0x71, 0x5D, 0x34, 0xE2, 0x03];

    /// <summary>The values, as 64 bits each, in the order of the questions.</summary>
    /// <param name="compiler">The compiler.</param>
    /// <param name="questions">For each question, the text before it, and the expression.</param>
    /// <param name="options">Options for the compiler.</param>
    public static long[] Ask(CCompiler compiler, IEnumerable<(string Before, string Expression)> questions, params string[] options) =>
        [.. Answers(compiler, questions.Select(static question => new Question(question.Before, "unsigned long long value", $"(unsigned long long)({question.Expression})")), options).Select(static bytes => BitConverter.ToInt64(bytes))];

    /// <summary>The values of floating constant expressions, as doubles.</summary>
    public static double[] AskNumbers(CCompiler compiler, IEnumerable<string> expressions) =>
        [.. Answers(compiler, expressions.Select(static expression => new Question("", "double value", expression)), []).Select(static bytes => BitConverter.ToDouble(bytes))];

    /// <summary>The bytes of string literals, with their terminating NUL.</summary>
    public static byte[][] AskStrings(CCompiler compiler, IEnumerable<string> literals, params string[] options) =>
        Answers(compiler, literals.Select(static text => new Question("", $"__typeof__(({text})[0]) value[sizeof({text}) / sizeof(({text})[0])]", text)), options);

    private static byte[][] Answers(CCompiler compiler, IEnumerable<Question> questions, string[] options)
    {
        var text = new StringBuilder("#define CFFI_MARK {0xC5, 0xFE, 0x2B, 0x71, 0x5D, 0x34, 0xE2, 0x03}\n");
        int count = 0;
        foreach (Question question in questions)
        {
            text.Append(question.Before).Append('\n');
            text.Append(CultureInfo.InvariantCulture, $"const struct {{ unsigned char mark[8]; unsigned long long index, size; {question.Member}; }} cffi_answer_{count} = {{ CFFI_MARK, {count}, sizeof cffi_answer_{count}.value, {question.Value} }};\n");
            count++;
        }

        var values = new byte[count][];
        int found = 0;
        ReadOnlySpan<byte> file = compiler.CompileObject(text.ToString(), options);
        for (int at = file.IndexOf(Mark); at >= 0; found++)
        {
            file = file[at..];
            int size = BinaryPrimitives.ReadInt32LittleEndian(file[16..]);
            values[BinaryPrimitives.ReadInt32LittleEndian(file[8..])] = file.Slice(24, size).ToArray();
            file = file[24..];
            at = file.IndexOf(Mark);
        }

        Assert.That(found, Is.EqualTo(count), $"{compiler.Name} has not answered every question.");
        return values;
    }

    private sealed record Question(string Before, string Member, string Value);
}
