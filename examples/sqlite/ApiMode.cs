using Cffi;

/// <summary>SQLite in API mode: the C compiler completes every "..." from sqlite3.h, and compares the rest with it.</summary>
internal static class ApiMode
{
    public static CLibrary Open()
    {
        var ffi = new Ffi();
        ffi.Cdef("""
            typedef struct sqlite3 sqlite3;
            typedef struct sqlite3_stmt sqlite3_stmt;
            typedef int... sqlite3_int64;                       /* as wide as the header says */

            #define SQLITE_OK ...
            #define SQLITE_ROW ...
            #define SQLITE_DONE ...
            #define SQLITE_VERSION ...
            """);
        ffi.Cdef(Functions.Text);
        ffi.SetSource("_sqlite", "#include <sqlite3.h>", new BuildOptions { Libraries = ["sqlite3"] });
        CLibrary sqlite = ffi.Compile();
        string version = sqlite.Call<string>("sqlite3_libversion");
        Console.WriteLine($"SQLite {version}");
        Console.WriteLine($"the header is of the same version: {version == sqlite.GetConstant("SQLITE_VERSION").As<string>()}");
        return sqlite;
    }
}
