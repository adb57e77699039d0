using Cffi;

/// <summary>SQLite with declarations pasted from its documentation.</summary>
internal static class AbiMode
{
    public static CLibrary Open()
    {
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
            """);
        ffi.Cdef(Functions.Text);
        CLibrary sqlite = ffi.Dlopen("e_sqlite3");
        Console.WriteLine($"SQLite {sqlite.Call<string>("sqlite3_libversion")} from {Path.GetFileName(sqlite.Path)}");
        return sqlite;
    }
}
