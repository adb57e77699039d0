using Cffi.Backend.Native.Threads;
using Cffi.Generator.Emission;
using Cffi.Tests.Native;

namespace Cffi.Tests.Generation;

/// <summary>A call that ends before it reaches C does not count as running afterwards.</summary>
public sealed class CallScopeTests
{
    [Test]
    public void A_function_that_is_not_there_leaves_no_call_under_way()
    {
        using GeneratedAssembly bindings = GeneratedAssembly.Of(
            "typedef int (*f_t)(int); int no_such_function_anywhere(f_t f, int x);",
            "public static int Run() => no_such_function_anywhere(default(f_t), 3);");
        int depth = CallContext.Current.Depth;
        for (int i = 0; i < 3; i++)
        {
            Assert.Throws<LibraryLoadException>(() => bindings.Run<int>("Run"));
            Assert.That(CallContext.Current.Depth, Is.EqualTo(depth));
        }
    }

    [Test]
    public void A_null_function_pointer_leaves_no_call_under_way()
    {
        using GeneratedAssembly bindings = GeneratedAssembly.Of(
            "typedef int (*f_t)(int); int take(f_t f);",
            "public static int Run() => default(f_t).Invoke(3);");
        int depth = CallContext.Current.Depth;
        Assert.Throws<CffiNullPointerException>(() => bindings.Run<int>("Run"));
        Assert.That(CallContext.Current.Depth, Is.EqualTo(depth));
    }

    // If C's long is narrower than the C# type, the conversion may throw.
    [Test]
    public void Numbers_that_may_not_fit_are_converted_before_the_call_is_under_way([Values] bool isPointer)
    {
        string text = isPointer ? "typedef int (*f_t)(long x, int y); int take(f_t f);" : "int take(long x, int y, int (*f)(int));";
        BindingResult result = BindingEmitter.Emit(new BindingRequest(text, "Lib"));
        string source = result.Source!;
        int enter = source.IndexOf(isPointer ? "CffiCall.EnterPointer(" : "CffiSymbols.Enter(", StringComparison.Ordinal);
        int conversion = source.IndexOf("CLong(", StringComparison.Ordinal);
        Assert.That(conversion, Is.GreaterThan(0).And.LessThan(enter));
        Assert.That(source.LastIndexOf("new CffiS.CLong(", StringComparison.Ordinal), Is.LessThan(enter));
    }

    [Test]
    public void Converted_numbers_reach_C()
    {
        using var folder = new TemporaryFolder();
        string library = folder.File("libscope.so");
        CCompiler.Gcc.CompileLibrary("int take(long x, int x_, long y, int (*f)(long)) { return f(x) * 100 + x_ * 10 + y; }", library);
        using GeneratedAssembly bindings = GeneratedAssembly.Of(
            "int take(long x, int x_, long y, int (*f)(long));",
            "public static int Run() => take(1, 2, 3, x => (int)x + 4);",
            library);
        Assert.That(bindings.Run<int>("Run"), Is.EqualTo(523));
    }
}
