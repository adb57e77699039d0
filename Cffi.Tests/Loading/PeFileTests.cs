using Cffi.Backend.Native.Loading;
using Cffi.Tests.Native;

namespace Cffi.Tests.Loading;

/// <summary>What a Windows library needs and exports, read from its file.</summary>
public sealed class PeFileTests
{
    [Test]
    public void Imports_and_exports_are_those_of_the_compiler()
    {
        using var folder = new TemporaryFolder();
        string library = folder.File("sum.dll");
        CCompiler.Mingw.CompileLibrary("#include <windows.h>\n__declspec(dllexport) int add_up(int a) { return a + (int)GetCurrentProcessId(); }\n__declspec(dllexport) int other;", library);
        var file = new PeFile(library);
        Assert.That(file.Imports(), Has.Some.EqualTo("KERNEL32.dll").IgnoreCase);
        Assert.That(file.Exports(), Is.EquivalentTo(new[] { "add_up", "other" }));
    }

    [Test]
    public void A_file_of_another_kind_has_neither()
    {
        using var folder = new TemporaryFolder();
        string[] contents = ["", "MZ", "MZ" + new string('x', 500), "text"];
        foreach (string content in contents)
        {
            string path = folder.File("x.dll");
            File.WriteAllText(path, content);
            Assert.That((new PeFile(path).Imports(), new PeFile(path).Exports()), Is.EqualTo((Array.Empty<string>(), Array.Empty<string>())).Using<IReadOnlyList<string>>(static (a, b) => a.SequenceEqual(b)));
        }

        Assert.That(new PeFile(folder.File("none.dll")).Imports(), Is.Empty);
    }
}
