// A database through SQLite's C API: the declarations below are pasted from its documentation.
using System.Diagnostics;
using Cffi;

const int Rows = 100_000;

var ffi = new Ffi();
ffi.Cdef("""
    typedef struct sqlite3 sqlite3;
    typedef struct sqlite3_stmt sqlite3_stmt;
    typedef long long int sqlite_int64;
    typedef sqlite_int64 sqlite3_int64;

    #define SQLITE_OK           0   /* Successful result */
    /* beginning-of-error-codes */
    #define SQLITE_ERROR        1   /* Generic error */
    #define SQLITE_BUSY         5   /* The database file is locked */
    #define SQLITE_CONSTRAINT  19   /* Abort due to constraint violation */
    #define SQLITE_ROW         100  /* sqlite3_step() has another row ready */
    #define SQLITE_DONE        101  /* sqlite3_step() has finished executing */
    /* end-of-error-codes */

    const char *sqlite3_libversion(void);
    int sqlite3_open(
      const char *filename,   /* Database filename (UTF-8) */
      sqlite3 **ppDb          /* OUT: SQLite db handle */
    );
    int sqlite3_close(sqlite3*);
    const char *sqlite3_errmsg(sqlite3*);
    int sqlite3_changes(sqlite3*);

    int sqlite3_exec(
      sqlite3*,                                  /* An open database */
      const char *sql,                           /* SQL to be evaluated */
      int (*callback)(void*,int,char**,char**),  /* Callback function */
      void *,                                    /* 1st argument to callback */
      char **errmsg                              /* Error msg written here */
    );

    int sqlite3_prepare_v2(
      sqlite3 *db,            /* Database handle */
      const char *zSql,       /* SQL statement, UTF-8 encoded */
      int nByte,              /* Maximum length of zSql in bytes. */
      sqlite3_stmt **ppStmt,  /* OUT: Statement handle */
      const char **pzTail     /* OUT: Pointer to unused portion of zSql */
    );
    typedef void (*sqlite3_destructor_type)(void*);
    #define SQLITE_STATIC      ((sqlite3_destructor_type)0)
    #define SQLITE_TRANSIENT   ((sqlite3_destructor_type)-1)
    int sqlite3_bind_double(sqlite3_stmt*, int, double);
    int sqlite3_bind_int64(sqlite3_stmt*, int, sqlite3_int64);
    int sqlite3_bind_text(sqlite3_stmt*,int,const char*,int,void(*)(void*));
    int sqlite3_step(sqlite3_stmt*);
    int sqlite3_reset(sqlite3_stmt *pStmt);
    int sqlite3_finalize(sqlite3_stmt *pStmt);
    double sqlite3_column_double(sqlite3_stmt*, int iCol);
    sqlite3_int64 sqlite3_column_int64(sqlite3_stmt*, int iCol);
    const unsigned char *sqlite3_column_text(sqlite3_stmt*, int iCol);
    """);

using CLibrary sqlite = ffi.Dlopen("e_sqlite3");
int ok = sqlite.Constant("SQLITE_OK").As<int>();
int row = sqlite.Constant("SQLITE_ROW").As<int>();
int done = sqlite.Constant("SQLITE_DONE").As<int>();
CValue transient = sqlite.Constant("SQLITE_TRANSIENT");   // "copy the text before you return"

Console.WriteLine($"SQLite {sqlite.Call<string>("sqlite3_libversion")} from {Path.GetFileName(sqlite.Path)}");

string file = Path.Combine(Path.GetTempPath(), $"cffi-example-{Environment.ProcessId}.db");
using CData opened = ffi.New("sqlite3 **");               // where sqlite3_open puts the connection
Check(sqlite.Call<int>("sqlite3_open", file, opened), ok);
CData db = opened[0];
try
{
    Execute("CREATE TABLE items (number INTEGER PRIMARY KEY, name TEXT NOT NULL, price REAL NOT NULL)");
    Insert();
    return ReadBack() && AskSQLite() ? 0 : 1;
}
finally
{
    sqlite.Call("sqlite3_close", db);
    File.Delete(file);
}

void Insert()
{
    // Looked up once, called 100,000 times.
    CFunction bindInt64 = sqlite["sqlite3_bind_int64"];
    CFunction bindText = sqlite["sqlite3_bind_text"];
    CFunction bindDouble = sqlite["sqlite3_bind_double"];
    CFunction step = sqlite["sqlite3_step"];
    CFunction reset = sqlite["sqlite3_reset"];

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

bool ReadBack()
{
    long count = 0, numbers = 0;
    double prices = 0;
    using CData eachRow = ffi.Callback("int(void *, int, char **, char **)", (CData _, int columns, CData values, CData names) =>
    {
        count++;
        numbers += long.Parse(values[0].As<string>());
        prices += double.Parse(values[2].As<string>());
        return values[1].As<string>() == $"item {count}" ? 0 : 1;   // anything but 0 ends the query with an error
    });

    var watch = Stopwatch.StartNew();
    Check(sqlite.Call<int>("sqlite3_exec", db, "SELECT number, name, price FROM items ORDER BY number", eachRow, ffi.Null, ffi.Null), ok);
    Report("read", watch.Elapsed);
    return AreRight("the callback", count, numbers, prices);
}

bool AskSQLite()
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

CData Prepare(string sql)
{
    using CData statement = ffi.New("sqlite3_stmt **");
    Check(sqlite.Call<int>("sqlite3_prepare_v2", db, sql, -1, statement, ffi.Null), ok);
    return statement[0];
}

void Execute(string sql) => Check(sqlite.Call<int>("sqlite3_exec", db, sql, ffi.Null, ffi.Null, ffi.Null), ok);

void Check(int code, int expected)
{
    if (code != expected)
    {
        throw new InvalidOperationException($"SQLite returned {code}: {sqlite.Call<string>("sqlite3_errmsg", opened[0])}");
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
