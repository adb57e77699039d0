namespace Cffi.Tests.RealLibraries;

/// <summary>Callbacks that throw inside loops, statements and allocators of real libraries.</summary>
public sealed class LibraryCallbackTests
{
    [Test]
    [CancelAfter(30_000)]
    public void A_timer_that_throws_does_not_hang_a_loop_of_glib()
    {
        var ffi = new Ffi();
        ffi.Cdef("""
            typedef struct _GMainLoop GMainLoop;
            GMainLoop *g_main_loop_new(void *context, int is_running);
            void g_main_loop_run(GMainLoop *loop);
            void g_main_loop_quit(GMainLoop *loop);
            void g_main_loop_unref(GMainLoop *loop);
            unsigned g_timeout_add(unsigned ms, int (*function)(void *), void *data);
            """);
        using CLibrary glib = Open(ffi, "libglib-2.0.so.0");
        CData loop = glib.Call<CData>("g_main_loop_new", Ffi.Null, 0);
        using CData throws = ffi.Callback("int(void *)", int (CData data) => throw new FormatException("timer"));
        int ticks = 0;
        using CData quits = ffi.Callback("int(void *)", (CData data) =>
        {
            if (++ticks < 3)
            {
                return 1;
            }

            glib.Call("g_main_loop_quit", loop);
            return 0;
        });
        glib.Call("g_timeout_add", 1, throws, Ffi.Null);
        glib.Call("g_timeout_add", 5, quits, Ffi.Null);
        Assert.That(() => glib.Call("g_main_loop_run", loop), Throws.TypeOf<FormatException>().With.Message.EqualTo("timer"));
        Assert.That(ticks, Is.EqualTo(3));
        glib.Call("g_main_loop_unref", loop);
    }

    [Test]
    [CancelAfter(30_000)]
    public void A_timer_that_throws_does_not_hang_a_loop_of_libuv()
    {
        var ffi = new Ffi();
        ffi.Cdef("""
            size_t uv_loop_size(void);
            size_t uv_handle_size(int type);
            int uv_loop_init(void *loop);
            int uv_run(void *loop, int mode);
            int uv_loop_close(void *loop);
            int uv_timer_init(void *loop, void *timer);
            int uv_timer_start(void *timer, void (*cb)(void *), uint64_t timeout, uint64_t repeat);
            int uv_timer_stop(void *timer);
            void uv_close(void *handle, void (*closed)(void *));
            """);
        using CLibrary uv = Open(ffi, "libuv.so.1");
        const int Timer = 13;
        using CData loop = ffi.New("char[]", uv.Call<long>("uv_loop_size"));
        using CData failing = ffi.New("char[]", uv.Call<long>("uv_handle_size", Timer));
        using CData counting = ffi.New("char[]", uv.Call<long>("uv_handle_size", Timer));
        uv.Call("uv_loop_init", loop);
        int ticks = 0;
        int closed = 0;
        using CData onClosed = ffi.Callback("void(void *)", (CData handle) => { closed++; });
        using CData throws = ffi.Callback("void(void *)", void (CData handle) => throw new FormatException("timer"));
        using CData counts = ffi.Callback("void(void *)", (CData handle) =>
        {
            if (++ticks == 3)
            {
                uv.Call("uv_close", failing, onClosed);
                uv.Call("uv_close", counting, onClosed);
            }
        });
        foreach ((CData timer, CData body, int ms) in new[] { (failing, throws, 1), (counting, counts, 5) })
        {
            uv.Call("uv_timer_init", loop, timer);
            uv.Call("uv_timer_start", timer, body, ms, ms);
        }

        Assert.That(() => uv.Call("uv_run", loop, 0), Throws.TypeOf<FormatException>());
        Assert.That((ticks, closed), Is.EqualTo((3, 2)));
        Assert.That(uv.Call<int>("uv_loop_close", loop), Is.Zero);
    }

    [Test]
    public void A_function_that_throws_for_one_row_does_not_make_null_of_the_rows_after_it()
    {
        var ffi = new Ffi();
        ffi.Cdef("""
            typedef struct sqlite3 sqlite3; typedef struct sqlite3_context sqlite3_context; typedef struct sqlite3_value sqlite3_value;
            int sqlite3_open(const char *name, sqlite3 **db);
            int sqlite3_close(sqlite3 *db);
            int sqlite3_exec(sqlite3 *db, const char *sql, int (*row)(void *, int, char **, char **), void *data, char **error);
            int sqlite3_create_function(sqlite3 *db, const char *name, int count, int encoding, void *data,
                void (*f)(sqlite3_context *, int, sqlite3_value **), void (*step)(sqlite3_context *, int, sqlite3_value **), void (*last)(sqlite3_context *));
            int sqlite3_value_int(sqlite3_value *v);
            void sqlite3_result_int(sqlite3_context *c, int v);
            """);
        using CLibrary sqlite = Open(ffi, "libsqlite3.so.0");
        using CData database = ffi.New("sqlite3 **");
        sqlite.Call("sqlite3_open", ":memory:", database);
        CData db = database[0].As<CData>();
        using CData f = ffi.Callback("void(sqlite3_context *, int, sqlite3_value **)", (CData context, int count, CData values) =>
        {
            int x = sqlite.Call<int>("sqlite3_value_int", values[0]);
            if (x == 2)
            {
                throw new FormatException("two");
            }

            sqlite.Call("sqlite3_result_int", context, 10 * x);
        });
        sqlite.Call("sqlite3_create_function", db, "f", 1, 1, Ffi.Null, f, Ffi.Null, Ffi.Null);
        sqlite.Call("sqlite3_exec", db, "create table a(x); create table b(x, y); insert into a values (1), (2), (3), (4)", Ffi.Null, Ffi.Null, Ffi.Null);
        Assert.That(() => sqlite.Call("sqlite3_exec", db, "insert into b select x, f(x) from a", Ffi.Null, Ffi.Null, Ffi.Null), Throws.TypeOf<FormatException>().With.Message.EqualTo("two"));
        var rows = new List<string>();
        using CData row = ffi.Callback("int(void *, int, char **, char **)", (CData data, int count, CData texts, CData names) =>
        {
            rows.Add(texts[0].As<string>() + "=" + (texts[1].As<CData>().IsNull ? "null" : texts[1].As<string>()));
            return 0;
        });
        sqlite.Call("sqlite3_exec", db, "select x, y from b order by x", row, Ffi.Null, Ffi.Null);
        Assert.That(rows, Is.EqualTo(new[] { "1=10", "2=null", "3=30", "4=40" }));
        sqlite.Call("sqlite3_close", db);
    }

    [Test]
    public void Allocators_and_free_functions_run_after_another_callback_threw()
    {
        var ffi = new Ffi();
        ffi.Cdef("""
            typedef struct XML_ParserStruct *XML_Parser;
            typedef struct { void *(*malloc_fcn)(size_t); void *(*realloc_fcn)(void *, size_t); void (*free_fcn)(void *); } XML_Memory_Handling_Suite;
            XML_Parser XML_ParserCreate_MM(const char *encoding, const XML_Memory_Handling_Suite *suite, const char *separator);
            void XML_SetElementHandler(XML_Parser p, void (*start)(void *, const char *, const char **), void (*end)(void *, const char *));
            int XML_Parse(XML_Parser p, const char *s, int len, int isFinal);
            void XML_ParserFree(XML_Parser p);
            void *malloc(size_t n); void *realloc(void *p, size_t n); void free(void *p);
            """);
        using CLibrary expat = Open(ffi, "libexpat.so.1");
        using CLibrary c = ffi.Dlopen("c");
        var live = new HashSet<nint>();
        using CData malloc = ffi.Callback("void *(size_t)", (long n) => Keep(c.Call<CData>("malloc", n)));
        using CData realloc = ffi.Callback("void *(void *, size_t)", (CData p, long n) =>
        {
            live.Remove(p.Address);
            return Keep(c.Call<CData>("realloc", p, n));
        });
        using CData free = ffi.Callback("void(void *)", (CData p) =>
        {
            live.Remove(p.Address);
            c.Call("free", p);
        });
        int starts = 0;
        int ends = 0;
        using CData start = ffi.Callback("void(void *, const char *, const char **)", (CData data, string name, CData attributes) =>
        {
            if (++starts == 1)
            {
                throw new FormatException(name);
            }
        });
        using CData end = ffi.Callback("void(void *, const char *)", (CData data, string name) => { ends++; });
        using CData suite = ffi.New("XML_Memory_Handling_Suite *", new[] { malloc, realloc, free });
        CData parser = expat.Call<CData>("XML_ParserCreate_MM", Ffi.Null, suite, Ffi.Null);
        Assert.That(live, Is.Not.Empty);
        expat.Call("XML_SetElementHandler", parser, start, end);
        string text = "<a>" + string.Concat(Enumerable.Range(0, 500).Select(static i => $"<element{i} x='{new string('y', i)}'/>")) + "</a>";
        Assert.That(() => expat.Call("XML_Parse", parser, text, text.Length, 1), Throws.TypeOf<FormatException>().With.Message.EqualTo("a"));
        Assert.That((starts, ends), Is.EqualTo((501, 501)), "no allocation of the parser has failed");
        expat.Call("XML_ParserFree", parser);
        Assert.That(live, Is.Empty);

        CData Keep(CData p)
        {
            live.Add(p.Address);
            return p;
        }
    }

    private static CLibrary Open(Ffi ffi, string name)
    {
        try
        {
            return ffi.Dlopen(name);
        }
        catch (LibraryLoadException)
        {
            Assert.Ignore($"{name} is not installed");
            throw;
        }
    }
}
