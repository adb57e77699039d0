using System.Diagnostics;
using Cffi;

/// <summary>Fills a table of items, reads it through a callback, and lets SQLite compute the sum.</summary>
internal sealed class Items
{
    private const int Rows = 100_000;
    private readonly Ffi ffi;
    private readonly CLibrary sqlite;
    private readonly CData opened;
    private readonly int ok, row, done;

    public Items(CLibrary sqlite)
    {
        this.sqlite = sqlite;
        ffi = sqlite.Ffi;
        opened = ffi.New("sqlite3 **");                                  // where sqlite3_open puts the connection
        ok = sqlite.GetConstant("SQLITE_OK").As<int>();
        row = sqlite.GetConstant("SQLITE_ROW").As<int>();
        done = sqlite.GetConstant("SQLITE_DONE").As<int>();
    }

    private CData Database => opened[0];

    public bool Run()
    {
        string file = Path.Combine(Path.GetTempPath(), $"cffi-example-{Environment.ProcessId}.db");
        Check(sqlite.Call<int>("sqlite3_open", file, opened), ok);
        try
        {
            Execute("CREATE TABLE items (number INTEGER PRIMARY KEY, name TEXT NOT NULL, price REAL NOT NULL)");
            Insert();
            return ReadBack() && AskSQLite();
        }
        finally
        {
            sqlite.Call("sqlite3_close", Database);
            opened.Dispose();
            File.Delete(file);
        }
    }

    private void Insert()
    {
        // Look the function up once and call it 100,000 times.
        CFunction bindInt64 = sqlite["sqlite3_bind_int64"];
        CFunction bindText = sqlite["sqlite3_bind_text"];
        CFunction bindDouble = sqlite["sqlite3_bind_double"];
        CFunction step = sqlite["sqlite3_step"];
        CFunction reset = sqlite["sqlite3_reset"];
        CValue transient = sqlite.GetConstant("SQLITE_TRANSIENT");          // "copy the text before you return"

        var watch = Stopwatch.StartNew();
        Execute("BEGIN");
        CData insert = Prepare("INSERT INTO items VALUES (?, ?, ?)");
        for (int i = 1; i <= Rows; i++)
        {
            Check(bindInt64.Invoke<int>(insert, 1, i), ok);
            Check(bindText.Invoke<int>(insert, 2, $"item {i}", -1, transient), ok);
            Check(bindDouble.Invoke<int>(insert, 3, i * 0.25), ok);
            Check(step.Invoke<int>(insert), done);
            Check(reset.Invoke<int>(insert), ok);
        }

        Check(sqlite.Call<int>("sqlite3_finalize", insert), ok);
        Execute("COMMIT");
        Report("inserted", watch.Elapsed);
    }

    private bool ReadBack()
    {
        long count = 0, numbers = 0;
        double prices = 0;
        using CData eachRow = ffi.Callback("int(void *, int, char **, char **)", (CData _, int columns, CData values, CData names) =>
        {
            count++;
            numbers += long.Parse(values[0].As<string>());
            prices += double.Parse(values[2].As<string>());
            return values[1].As<string>() == $"item {count}" ? 0 : 1;    // anything but 0 ends the query with an error
        });

        var watch = Stopwatch.StartNew();
        Check(sqlite.Call<int>("sqlite3_exec", Database, "SELECT number, name, price FROM items ORDER BY number", eachRow, Ffi.Null, Ffi.Null), ok);
        Report("read", watch.Elapsed);
        return AreRight("the callback", count, numbers, prices);
    }

    private bool AskSQLite()
    {
        CData select = Prepare("SELECT count(*), sum(number), sum(price) FROM items");
        Check(sqlite.Call<int>("sqlite3_step", select), row);
        bool right = AreRight(
            "SQLite",
            sqlite.Call<long>("sqlite3_column_int64", select, 0),
            sqlite.Call<long>("sqlite3_column_int64", select, 1),
            sqlite.Call<double>("sqlite3_column_double", select, 2));
        Check(sqlite.Call<int>("sqlite3_finalize", select), ok);
        return right;
    }

    private CData Prepare(string sql)
    {
        using CData statement = ffi.New("sqlite3_stmt **");
        Check(sqlite.Call<int>("sqlite3_prepare_v2", Database, sql, -1, statement, Ffi.Null), ok);
        return statement[0];
    }

    private void Execute(string sql) => Check(sqlite.Call<int>("sqlite3_exec", Database, sql, Ffi.Null, Ffi.Null, Ffi.Null), ok);

    private void Check(int code, int expected)
    {
        if (code != expected)
        {
            throw new InvalidOperationException($"SQLite returned {code}: {sqlite.Call<string>("sqlite3_errmsg", Database)}");
        }
    }

    private static bool AreRight(string source, long count, long numbers, double prices)
    {
        const long Sum = (long)Rows * (Rows + 1) / 2;
        bool right = count == Rows && numbers == Sum && prices == Sum * 0.25;
        (right ? Console.Out : Console.Error).WriteLine($"{(right ? "right" : "WRONG")}, says {source}: {count} rows, numbers add up to {numbers}, prices to {prices}");
        return right;
    }

    private static void Report(string what, TimeSpan time) => Console.WriteLine($"{what} {Rows} rows: {Rows / time.TotalSeconds:N0} rows per second");
}
