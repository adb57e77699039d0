using Cffi.Tests.Native;
using Cffi.Tests.RealLibraries;
using static Cffi.Tests.Memory.MemoryFixture;

namespace Cffi.Tests.Errors;

/// <summary>The exception, the id and the hint for each mistake.</summary>
public sealed class ErrorTests
{
    private static CLibrary C => StandardLibrary.C;

    [Test]
    public void A_syntax_error_shows_place_line_caret_found_and_expected()
    {
        var ffi = new Ffi();
        CDefinitionException error = Assert.Throws<CDefinitionException>(
            () => ffi.Cdef("int first(void);\nint second(int a b);\n", new CdefOptions { SourceName = "mine.h" }))!;
        CDiagnostic diagnostic = error.Diagnostics.Single();
        Assert.That(error.Id, Is.EqualTo(diagnostic.Id).And.Match("^CFFI[0-9]{4}$"));
        Assert.That(diagnostic.Span.Position, Is.EqualTo(new CLinePosition(2, 18)));
        Assert.That(error.Message, Does.Contain("mine.h(2,18): error CFFI"));
        Assert.That(error.Message, Does.Contain("int second(int a b);"));
        Assert.That(error.Message, Does.Match(@"\|\s+\^"));
        Assert.That(error.Message, Does.Contain("'b'").And.Contain("expected"));
        Assert.That(ffi.Declarations.All, Is.Empty, "a refused text declares nothing");
    }

    [Test]
    public void An_unknown_type_is_named_with_the_nearest()
    {
        CDefinitionException error = Assert.Throws<CDefinitionException>(() => Shapes.TypeOf("struct outer *[poimt]"))!;
        Assert.That(error.Message, Does.Contain("poimt"));
        error = Assert.Throws<CDefinitionException>(() => Shapes.New("piont *"))!;
        Assert.That(error.Message, Does.Contain("piont").And.Contain("point"));
    }

    [Test]
    public void An_undeclared_name_is_named_with_the_nearest()
    {
        CffiNameException error = Assert.Throws<CffiNameException>(() => C.Call("strlem", "x"))!;
        Assert.That(error.Id, Is.EqualTo("CFFI7030"));
        Assert.That(error.Message, Does.Contain("no function 'strlem'").And.Contain("'strlen'"));
        Assert.That(() => C.GetVariable("environ_"), Throws.TypeOf<CffiNameException>().With.Message.Contains("'environ'"));
        Assert.That(() => Shapes.GetConstant("GREN"), Throws.TypeOf<CffiNameException>().With.Message.Contains("'GREEN'"));
    }

    [Test]
    public void A_name_of_the_wrong_kind_says_what_it_is()
    {
        var ffi = new Ffi();
        ffi.Cdef("extern char **environ; size_t strlen(const char *s); typedef int number; enum { TEN = 10 };");
        using CLibrary c = ffi.Dlopen("c");
        CffiNameException error = Assert.Throws<CffiNameException>(() => c.Call("environ"))!;
        Assert.That(error.Id, Is.EqualTo("CFFI7032"));
        Assert.That(error.Message, Does.Contain("'environ' is a variable").And.Contain("Variable"));
        Assert.That(() => c.GetVariable("strlen"), Throws.TypeOf<CffiNameException>().With.Message.Contains("'strlen' is a function"));
        Assert.That(() => c.Call("number"), Throws.TypeOf<CffiNameException>().With.Message.Contains("is a type"));
        Assert.That(() => c.Call("TEN"), Throws.TypeOf<CffiNameException>().With.Message.Contains("is a constant"));
    }

    [Test]
    public void A_value_out_of_range_names_argument_value_and_range()
    {
        CffiRangeException error = Assert.Throws<CffiRangeException>(() => C.Call("div", 1, 1L << 31))!;
        Assert.That(error.Id, Is.EqualTo("CFFI7010"));
        Assert.That(error.Message, Does.Contain("argument 2 of 'div_t div(int").And.Contain("2147483648 does not fit 'int'").And.Contain("-2147483648 to 2147483647"));
        Assert.That(() => C.Call<byte>("labs", 256), Throws.TypeOf<CffiRangeException>().With.Message.Contains("0 to 255"));
    }

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(3)]
    public void A_wrong_number_of_arguments_names_both_numbers(int count)
    {
        CffiArgumentCountException error = Assert.Throws<CffiArgumentCountException>(() => C["div"].Invoke(new CValue[count]))!;
        Assert.That(error.Id, Is.EqualTo("CFFI7040"));
        Assert.That(error.Message, Does.Contain("'div_t div(int").And.Contain("takes 2 arguments").And.Contain($"got {count}"));
    }

    [Test]
    public void A_variadic_function_takes_at_least_what_is_named()
    {
        CffiArgumentCountException error = Assert.Throws<CffiArgumentCountException>(() => C.Call("snprintf", Ffi.Null, 0))!;
        Assert.That(error.Message, Does.Contain("takes at least 3 arguments, but got 2"));
    }

    [Test]
    public void A_wrong_type_names_what_was_given_and_what_is_wanted()
    {
        CffiTypeException error = Assert.Throws<CffiTypeException>(() => C.Call("div", 1, 2.5))!;
        Assert.That(error.Id, Is.EqualTo("CFFI7003"));
        Assert.That(error.Message, Does.Contain("argument 2").And.Contain("the double 2.5").And.Contain("'int'").And.Contain("Cast"));
        Assert.That(() => C.Call("div", "one", 2), Throws.TypeOf<CffiTypeException>().With.Message.Contains("a .NET string"));
        Assert.That(() => CValue.From(new object()), Throws.TypeOf<CffiTypeException>().With.Property("Id").EqualTo("CFFI7001"));
    }

    [Test]
    public void Operations_that_a_type_does_not_have_are_named()
    {
        CffiTypeException error = Assert.Throws<CffiTypeException>(() => Shapes.New("int"))!;
        Assert.That(error.Id, Is.EqualTo("CFFI7004"));
        Assert.That(error.Message, Does.Contain("'int'").And.Contain("'int *'"));
        Assert.That(() => Shapes.SizeOf("struct opaque"), Throws.TypeOf<LayoutException>().With.Message.Contains("struct opaque"));
        Assert.That(() => Shapes.New("struct opaque *"), Throws.TypeOf<LayoutException>());
        Assert.That(() => Ffi.Null[0], Throws.InstanceOf<CffiUsageException>());
    }

    [Test]
    public void A_function_that_cannot_be_called_here_says_why_before_the_call()
    {
        var ffi = new Ffi();
        ffi.Cdef("struct tail { int n; char text[]; }; void strlen(struct tail t); struct opaque; struct opaque labs(void);");
        using CLibrary c = ffi.Dlopen("c");
        CffiUnsupportedException error = Assert.Throws<CffiUnsupportedException>(() => _ = c["strlen"])!;
        Assert.That(error.Id, Is.EqualTo("CFFI5003"));
        Assert.That(error.Message, Does.Contain("struct tail").And.Contain("flexible"));
        Assert.That(() => c["labs"], Throws.TypeOf<CffiUnsupportedException>().With.Property("Id").EqualTo("CFFI5002"));
    }

    [Test]
    public void Text_forms_tell_type_place_and_owner()
    {
        using CData array = Shapes.New("int[3]");
        Assert.That(array.ToString(), Does.Match("^<cdata 'int\\[3\\]' 0x[0-9a-f]+ owning 12 bytes>$"));
        Assert.That((array + 1).ToString(), Does.Match("^<cdata 'int \\*' 0x[0-9a-f]+>$"));
        Assert.That(Ffi.Null.ToString(), Is.EqualTo("<cdata 'void *' NULL>"));
        Assert.That(array[0].ToString(), Is.EqualTo("0"));
        Assert.That(C["labs"].ToString(), Does.StartWith("long labs(long"));
        Assert.That(((CValue)"").ToString(), Is.Empty);
        Assert.That(((CValue)1.5).ToString(), Is.EqualTo("1.5"));
        Assert.That(((CValue)(string?)null).ToString(), Is.EqualTo("NULL"));
        Assert.That(default(CValue).ToString(), Is.EqualTo("void"));
    }

    [Test]
    public void Numbers_compare_as_numbers_whatever_their_types()
    {
        using CData values = Shapes.New("point *", new[] { 3, 4 });
        CData wide = Shapes.Cast("long", 3);
        Assert.That(values["x"] == 3 && wide == 3 && values["x"] == wide && wide == 3.0 && Shapes.Cast(PlatformSupport.HasType("__int128") ? "__int128" : "_BitInt(128)", 3) == wide, Is.True);
        Assert.That(values["x"] == 4 || wide == 3.5 || values["x"] == Ffi.Null, Is.False);
        Assert.That(new[] { values["x"], wide, Shapes.Cast("double", 3), Shapes.Cast("long double", 3) }.ToHashSet(), Has.Count.EqualTo(1));
        Assert.That(Shapes.Cast("char", 'x') == 'x', Is.True);
        Assert.That(wide == null, Is.False);
    }
}
