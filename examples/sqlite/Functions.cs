/// <summary>The functions that both modes declare, copied from SQLite's documentation. Their types must be declared first.</summary>
internal static class Functions
{
    public const string Text = """
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
        """;
}
