// A database through typed bindings of SQLite's C API: the build makes the class SQLite from sqlite.cffi.h.
using System.Diagnostics;
using System.Globalization;
using Cffi.Interop;
using Data;
using static Data.SQLite;

const int Rows = 100_000;

Console.WriteLine($"SQLite {sqlite3_libversion()}");

string file = Path.Combine(Path.GetTempPath(), $"cffi-example-{Environment.ProcessId}.db");
Check(sqlite3_open(file, out sqlite3 db), SQLITE_OK);
try
{
    Execute("CREATE TABLE items (number INTEGER PRIMARY KEY, name TEXT NOT NULL, price REAL NOT NULL)");
    Insert();
    return ReadBack() && AskSQLite() ? 0 : 1;
}
finally
{
    sqlite3_close(db);
    File.Delete(file);
}

void Insert()
{
    var transient = new sqlite3_destructor_type(-1);   // SQLITE_TRANSIENT: "copy the text before you return"
    var watch = Stopwatch.StartNew();
    Execute("BEGIN");
    sqlite3_stmt insert = Prepare("INSERT INTO items VALUES (?, ?, ?)");
    for (int i = 1; i <= Rows; i++)
    {
        Check(sqlite3_bind_int64(insert, 1, i), SQLITE_OK);
        Check(sqlite3_bind_text(insert, 2, $"item {i}", -1, transient), SQLITE_OK);
        Check(sqlite3_bind_double(insert, 3, i * 0.25), SQLITE_OK);
        Check(sqlite3_step(insert), SQLITE_DONE);
        Check(sqlite3_reset(insert), SQLITE_OK);
    }

    Check(sqlite3_finalize(insert), SQLITE_OK);
    Execute("COMMIT");
    Report("inserted", watch.Elapsed);
}

bool ReadBack()
{
    long count = 0, numbers = 0;
    double prices = 0;
    var watch = Stopwatch.StartNew();

    // A lambda is a callback during the call.
    int code = sqlite3_exec(db, "SELECT number, name, price FROM items ORDER BY number", (_, columns, values, names) =>
    {
        count++;
        numbers += long.Parse(values[0].ToString(), CultureInfo.InvariantCulture);
        prices += double.Parse(values[2].ToString(), CultureInfo.InvariantCulture);
        return values[1].ToString() == $"item {count}" ? 0 : 1;   // anything but 0 ends the query with an error
    }, 0, out CString _);
    Check(code, SQLITE_OK);
    Report("read", watch.Elapsed);
    return AreRight("the callback", count, numbers, prices);
}

bool AskSQLite()
{
    sqlite3_stmt select = Prepare("SELECT count(*), sum(number), sum(price) FROM items");
    Check(sqlite3_step(select), SQLITE_ROW);
    bool right = AreRight("SQLite", sqlite3_column_int64(select, 0), sqlite3_column_int64(select, 1), sqlite3_column_double(select, 2));
    Check(sqlite3_finalize(select), SQLITE_OK);
    return right;
}

sqlite3_stmt Prepare(string sql)
{
    Check(sqlite3_prepare_v2(db, sql, -1, out sqlite3_stmt statement, out _), SQLITE_OK);
    return statement;
}

void Execute(string sql) => Check(sqlite3_exec(db, sql, null, 0, out _), SQLITE_OK);

void Check(int code, int expected)
{
    if (code != expected)
    {
        throw new InvalidOperationException($"SQLite returned {code}: {sqlite3_errmsg(db)}");
    }
}

static bool AreRight(string source, long count, long numbers, double prices)
{
    const long Sum = (long)Rows * (Rows + 1) / 2;
    bool right = count == Rows && numbers == Sum && prices == Sum * 0.25;
    (right ? Console.Out : Console.Error).WriteLine($"{(right ? "right" : "WRONG")}, says {source}: {count} rows, numbers add up to {numbers}, prices to {prices}");
    return right;
}

static void Report(string what, TimeSpan time) => Console.WriteLine($"{what} {Rows} rows: {Rows / time.TotalSeconds:N0} rows per second");
