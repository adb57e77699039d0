using Cffi.Tool;

namespace Cffi.Tests.Tool;

internal sealed class ArgumentFileTests
{
    [TestCase("A=1;B", "A=1|B")]
    [TestCase("  A=1 ;;  B  ", "A=1|B")]
    [TestCase("TEXT=\"a;b\";B", "TEXT=\"a;b\"|B")]
    [TestCase("TEXT=\"a\uE05C\";b\";B", "TEXT=\"a\\\";b\"|B")]
    [TestCase("PATH=C:\uE05Cx;B=2*x", "PATH=C:\\x|B=2*x")]
    [TestCase("--std=c11;-Wl,-z", "--std=c11|-Wl,-z")]
    [TestCase("TEXT=\"open;B", "TEXT=\"open;B")]
    public void A_list_ends_its_values_at_semicolons_outside_strings(string line, string expected) =>
        Assert.That(ArgumentFile.Words(["[--define@win-x64]", line]), Is.EqualTo(expected.Split('|').SelectMany(static value => (string[])["--define@win-x64", value])));

    [Test]
    public void What_is_no_list_is_one_value_and_lines_of_a_prelude_stay_as_they_are() => Assert.That(
        ArgumentFile.Words(["[--file]", "a; b.h", "[--working-folder]", "/x;y", "[--compiler]", "", "[--prelude]", "  int f(void);", "", "\"\uE05Cn\";"]),
        Is.EqualTo((string[])["a; b.h", "--working-folder", "/x;y", "--prelude", "  int f(void);", "--prelude", "", "--prelude", "\"\\n\";"]));
}
