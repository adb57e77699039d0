using System.Globalization;
using System.Text;
using Cffi.Parser;
using Cffi.Tests.Native;
using NUnit.Framework;

namespace Cffi.Tests.Parsing;

/// <summary>A calling convention belongs to one function type of a declaration, the same as in clang.</summary>
public sealed class ConventionTests
{
    [TestCase("int __stdcall f(int);")]
    [TestCase("int *__stdcall f(int);")]
    [TestCase("int (__stdcall *f)(int);")]
    [TestCase("int (__stdcall *f[3])(int);")]
    [TestCase("int (__stdcall **f)(int);")]
    [TestCase("void f(int (__stdcall *cb)(int));")]
    [TestCase("void __stdcall f(int (*cb)(int));")]
    [TestCase("void __stdcall f(int cb(int), int (*other)(int));")]
    [TestCase("int __stdcall f(int (__fastcall *cb)(int));")]
    [TestCase("void f(int (__stdcall *cb)(int (*)(int)), int (*other)(int (__fastcall *)(int)));")]
    [TestCase("int (__stdcall *(*f)(void))(int);")]
    [TestCase("int (*(__stdcall *f)(void))(int);")]
    [TestCase("int (__fastcall *(__stdcall *f)(void))(int);")]
    [TestCase("int (__stdcall *f(int))(int);")]
    [TestCase("void (__stdcall *f(int (*)(int), int (__fastcall *)(int)))(int);")]
    [TestCase("typedef int __stdcall F(int); F f;")]
    [TestCase("typedef int __stdcall F(int); F *f(F *, int (*)(int));")]
    [TestCase("typedef int (__stdcall *P)(int); P f(P, int (*)(P));")]
    [TestCase("int __stdcall (*f(int))(int);")]
    [TestCase("__stdcall int (*f(int))(int);")]
    [TestCase("int (*__stdcall f(int))(int);")]
    [TestCase("int (**__stdcall f(int))(int);")]
    [TestCase("int (*__stdcall (*f)(void))(int);")]
    [TestCase("int *__stdcall f(int (*)(int));")]
    [TestCase("typedef int F(int); F *__stdcall f(int);")]
    [TestCase("typedef int F(int); F *__stdcall f;")]
    [TestCase("typedef int (*P)(int); P __stdcall f(int);")]
    [TestCase("int __stdcall (*f)(int);")]
    [TestCase("int __stdcall (**f)(int);")]
    [TestCase("int __stdcall (*f[2])(int);")]
    [TestCase("int __stdcall (f)(int);")]
    [TestCase("int __stdcall *(*f(int))(int);")]
    [TestCase("int (*f(int))(int) __attribute__((stdcall));")]
    [TestCase("int __attribute__((stdcall)) (*f(int))(int);")]
    [TestCase("int (__attribute__((stdcall)) *f(int))(int);")]
    [TestCase("typedef int __stdcall (*P(int))(int); P f;")]
    [TestCase("void f(int __stdcall (*g(int))(int));")]
    [TestCase("void f(int __stdcall (*)(int));")]
    [TestCase("void f(int __stdcall (int));")]
    [TestCase("void f(int __stdcall g(int), int (*h)(int));")]
    [TestCase("int __stdcall (*f(int (*)(int)))(int (*)(int));")]
    [TestCase("int __stdcall (*(*f)(int))(int);")]
    [TestCase("int __stdcall (*g(int))(int), (*f)(int);")]
    [TestCase("int __stdcall g(int), f(int);")]
    [TestCase("int (__stdcall *g)(int), (*f)(int);")]
    public void A_calling_convention_belongs_to_the_function_that_clang_gives_it_to(string text)
    {
        var set = new DeclarationSet();
        new CParser(Target.WindowsX86, set).Parse(text);
        foreach (Declaration declaration in set.All.Where(static one => one is FunctionDeclaration or VariableDeclaration))
        {
            // The same as a chain of typedefs, in which each convention can belong to one function only.
            var chain = new StringBuilder();
            string ours = Name(declaration is FunctionDeclaration function ? function.Type : ((VariableDeclaration)declaration).Type, chain);
            CCompiler.ClangFor(Target.WindowsX86).Check($"{text}\n{chain}_Static_assert(__builtin_types_compatible_p(__typeof__({declaration.Name}), {ours}), \"\");");
        }
    }

    [TestCase("int __stdcall f(int); int __stdcall f(int);", true)]
    [TestCase("int __cdecl f(int); int f(int);", true)]
    [TestCase("typedef int __stdcall F(int); F f; int __stdcall f(int);", true)]
    [TestCase("int f(int); int __stdcall f(int);", false)]
    [TestCase("int __fastcall f(int); int __stdcall f(int);", false)]
    [TestCase("void f(int (*)(int)); void f(int (__stdcall *)(int));", false)]
    [TestCase("int (*f(int))(int); int (__stdcall *f(int))(int);", false)]
    [TestCase("int __stdcall (*f(int))(int); int (*__stdcall f(int))(int);", false)]
    [TestCase("int __stdcall (*f(int))(int); int (__stdcall *f(int))(int);", false)]
    [TestCase("int (*f(int))(int); int __stdcall (*f(int))(int);", false)]
    [TestCase("int (*f(int))(int) __attribute__((stdcall)); int __stdcall (*f(int))(int);", true)]
    [TestCase("typedef int __stdcall F(int); F *f(int); int (__stdcall *f(int))(int);", true)]
    [TestCase("void f(int __stdcall (*)(int)); void f(int (*)(int));", false)]
    [TestCase("void f(int __stdcall (int)); void f(int (__stdcall *)(int));", true)]
    [TestCase("extern int (*f)(int); extern int (__stdcall *f)(int);", false)]
    [TestCase("typedef int (*F)(int); typedef int (__stdcall *F)(int);", false)]
    public void A_redeclaration_has_the_same_one(string text, bool isAccepted)
    {
        void Parse() => new CParser(Target.WindowsX86, new DeclarationSet()).Parse(text);
        if (isAccepted)
        {
            Assert.That(Parse, Throws.Nothing);
            CCompiler.ClangFor(Target.WindowsX86).Check(text);
        }
        else
        {
            Assert.That(Parse, Throws.TypeOf<CDefinitionException>().With.Message.Contains("'f'").IgnoreCase);
        }
    }

    private static string Name(CType type, StringBuilder text)
    {
        switch (type.Unqualified)
        {
            case CPointerType pointer:
                return Define(text, $"{Name(pointer.Item, text)} *");
            case CArrayType array:
                string item = Name(array.Item, text);
                return Define(text, $"{item} ", $"[{array.Length.Count.ToString(CultureInfo.InvariantCulture)}]");
            case CFunctionType function:
                string result = Name(function.Result, text);
                string[] parameters = [.. function.Parameters.Select(parameter => Name(parameter, text))];
                string convention = function.Convention == CCallingConvention.Default ? "" : $"__{function.Convention.ToString().ToLowerInvariant()} ";
                return Define(text, $"{result} {convention}", $"({(parameters.Length == 0 ? "void" : string.Join(", ", parameters))})");
            default:
                return type.CName;
        }
    }

    private static string Define(StringBuilder text, string before, string after = "")
    {
        string name = $"chain{text.Length}";
        text.Append(CultureInfo.InvariantCulture, $"typedef {before}{name}{after};\n");
        return name;
    }
}
