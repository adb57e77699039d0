using Cffi.Tests.Native;
using static Cffi.Tests.Native.TestLibrary;

namespace Cffi.Tests.Loading;

/// <summary>Global variables are read and written in place.</summary>
public sealed class VariableTests
{
    [Test]
    public void A_scalar_is_read_anew_and_written_in_place()
    {
        CData variable = Lib.GetVariable("global_int");
        variable.Assign(42);
        Assert.That(variable.As<int>(), Is.EqualTo(42));
        Lib.GetVariable("global_int").Assign(-1);
        Assert.That(variable.As<int>(), Is.EqualTo(-1), "not a copy");
        Assert.That(() => variable.Assign(1L << 40), Throws.TypeOf<CffiRangeException>());
        Assert.That(variable == -1, Is.True);
    }

    [Test]
    public void A_number_of_two_words_is_read_anew_and_written_too()
    {
        CData variable = Lib.GetVariable("global_wide");
        variable.Assign(-0.5);
        Assert.That((variable.As<double>(), Lib.GetVariable("global_wide").As<double>()), Is.EqualTo((-0.5, -0.5)));
        Lib.GetVariable("global_wide").Assign(1.25);
        Assert.That(variable.As<double>(), Is.EqualTo(1.25), "not a copy");
    }

    [Test]
    public void Every_kind_is_read()
    {
        Assert.That(Lib.GetVariable("global_double").As<double>(), Is.EqualTo(2.5));
        Assert.That(Lib.GetVariable("global_text").As<string>(), Is.EqualTo("initial"));
        Assert.That(Own.String(Lib.GetVariable("global_pointer")), Is.EqualTo("pointed"));
        Assert.That(Lib.GetVariable("global_byte").As<int>(), Is.EqualTo(200));
        Assert.That(Lib.GetVariable("global_flag").As<bool>(), Is.True);
        Assert.That(Lib.GetVariable("global_enum").ToString(), Is.EqualTo("PLUS"));
        Assert.That(Lib.GetVariable("global_wide").As<double>(), Is.EqualTo(1.25));
        Assert.That(Lib.GetVariable("global_record")["b"].As<int>(), Is.EqualTo(20));
        Assert.That(Lib.GetVariable("global_operation")["run"].Invoke<int>(1, 2), Is.EqualTo(3));
    }

    [Test]
    public void Arrays_and_records_are_views()
    {
        CData numbers = Lib.GetVariable("global_numbers");
        numbers[4] = 50;
        Assert.That(Lib.GetVariable("global_numbers").Sum(static n => n.As<int>()), Is.EqualTo(60));
        numbers.Assign(new[] { 1, 2, 3, 4, 5 });
        Assert.That(numbers.AsSpan<int>().ToArray(), Is.EqualTo(new[] { 1, 2, 3, 4, 5 }));
        Assert.That(() => numbers[5], Throws.TypeOf<CffiIndexException>());
    }

    [Test]
    public void A_thread_local_variable_is_the_threads_own()
    {
        PlatformSupport.RequireThreadLocalVariables();
        CData variable = Lib.GetVariable("global_per_thread");
        variable.Assign(100);
        int other = 0, kept = 0;
        var thread = new Thread(() =>
        {
            other = Lib.GetVariable("global_per_thread").As<int>();
            variable.Assign(200);
            kept = variable.As<int>();
        });
        thread.Start();
        thread.Join();
        Assert.That((other, kept, variable.As<int>(), Lib.GetVariable("global_per_thread").As<int>()), Is.EqualTo((7, 200, 100, 100)));
    }

    [Test]
    public void Variables_of_a_closed_library_are_still_shown()
    {
        CLibrary library = Own.Dlopen(FilePath);
        string[] names = ["global_int", "global_pointer", "global_enum", "global_numbers", "global_record", "global_wide", .. PlatformSupport.HasThreadLocalVariables ? new[] { "global_per_thread" } : ["global_int"]];
        CData[] variables = [.. names.Select(library.GetVariable)];
        library.Dispose();
        Assert.That(variables.Select(static v => v.ToString()), Has.All.Not.Empty);
        Assert.That(variables[0].ToString(), Is.EqualTo("<cdata 'int' freed>"));
        Assert.That(variables[1].ToString(), Is.EqualTo("<cdata 'const char *' freed>"));
        Assert.That(variables[^1].ToString(), Is.EqualTo("<cdata 'int' freed>"));
        Assert.That(() => variables[^1].As<int>(), Throws.TypeOf<CffiDisposedException>());
    }

    [Test]
    public void A_closed_library_refuses_everything()
    {
        CLibrary library = Own.Dlopen(FilePath);
        CFunction function = library["get_errno"];
        CData variable = library.GetVariable("global_int");
        CData array = library.GetVariable("global_numbers");
        library.Dispose();
        library.Dispose();
        Action[] uses =
        [
            () => function.Invoke(), () => library.Call("get_errno"), () => _ = library["get_errno"], () => library.GetVariable("global_int"),
            () => library.GetAddress("global_int"), () => variable.As<int>(), () => variable.Assign(1), () => _ = array[0], () => array[0] = 1,
        ];
        foreach (Action use in uses)
        {
            CffiDisposedException error = Assert.Throws<CffiDisposedException>(use)!;
            Assert.That(error.Id, Is.EqualTo("CFFI7060"));
            Assert.That(error.Message, Does.Contain("libcffitests"));
        }
    }
}
