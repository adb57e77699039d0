namespace Cffi.Tests.Calls;

/// <summary>A later text completes or replaces a record, while functions and data of its type exist.</summary>
public sealed class LateCompletionTests
{
    [Test]
    public void A_refused_function_works_once_its_record_is_complete()
    {
        var ffi = new Ffi();
        ffi.Cdef("struct quotients; struct quotients div(int, int);");
        using CLibrary c = ffi.Dlopen("c");
        for (int i = 0; i < 2; i++)
        {
            Assert.That(() => c["div"], Throws.InstanceOf<CffiException>());
            Assert.That(() => c.Call("div", 7, 2), Throws.InstanceOf<CffiException>());
            Assert.That(() => ffi.Callback("struct quotients(int, int)", (int a, int b) => default(CValue)), Throws.InstanceOf<CffiException>());
        }

        ffi.Cdef("struct quotients { int quot, rem; };");
        using CData result = c.Call<CData>("div", 7, 2);
        Assert.That((result["quot"].As<int>(), result["rem"].As<int>()), Is.EqualTo((3, 1)));
    }

    [Test]
    public void A_pointer_to_an_incomplete_record_is_one_to_the_record_completed_later()
    {
        var ffi = new Ffi();
        ffi.Cdef("struct later;");
        using CData memory = ffi.New("int[]", new[] { 4, 5, 6 });
        CData pointer = ffi.Cast("struct later *", memory);
        Assert.That(() => pointer["x"], Throws.InstanceOf<CffiException>());
        Assert.That(() => pointer[0], Throws.InstanceOf<CffiException>());
        Assert.That(() => ffi.Cdef("struct later { int x, y; }; nonsense;"), Throws.TypeOf<CDefinitionException>());
        Assert.That(() => pointer["y"], Throws.InstanceOf<CffiException>(), "a refused text completes nothing");
        ffi.Cdef("struct later { int w, x, y; };");
        Assert.That((pointer["x"].As<int>(), pointer[0]["y"].As<int>()), Is.EqualTo((5, 6)));
    }

    [Test]
    public void Data_of_a_record_keeps_its_members_when_the_name_is_overridden()
    {
        var ffi = new Ffi();
        ffi.Cdef("struct replaced { int a; };");
        using CData old = ffi.New("struct replaced *", new object[] { 5 });
        ffi.Cdef("struct replaced { long long b, c; };", new CdefOptions { Override = true });
        Assert.That(old["a"].As<int>(), Is.EqualTo(5));
        Assert.That(ffi.SizeOf("struct replaced"), Is.EqualTo(16));
        Assert.That(() => ffi.Cast("struct replaced *", old)["c"], Throws.TypeOf<CffiIndexException>(), "the new member is outside the old memory");
    }

    [Test]
    public void A_refused_text_leaves_no_size_behind()
    {
        var ffi = new Ffi();
        ffi.Cdef("struct later; enum kind : int; struct holder; union either;");
        Assert.That(
            () => ffi.Cdef("struct later { int a; }; union either { char c; }; struct holder { struct later l[2]; union either e; }; enum { N = sizeof(struct later) + sizeof(struct holder) + sizeof(union either) }; int f(char (*p)[sizeof(struct holder)]); nonsense;"),
            Throws.TypeOf<CDefinitionException>());
        Assert.That(() => ffi.SizeOf("struct later"), Throws.InstanceOf<CffiException>());
        ffi.Cdef("struct later { long long a, b; }; union either { long long l[3]; }; struct holder { struct later l[2]; union either e; }; enum { N = sizeof(struct holder) };");
        Assert.That((ffi.SizeOf("struct later"), ffi.SizeOf("union either"), ffi.SizeOf("struct holder"), ffi.GetConstant("N").As<int>()), Is.EqualTo((16L, 24L, 56L, 56)));
        using CData holder = ffi.New("struct holder *");
        holder["l"][1]["b"] = 5;
        Assert.That((ffi.OffsetOf("struct holder", "e"), holder["l"][1]["b"].As<int>()), Is.EqualTo((32L, 5)));
    }
}
