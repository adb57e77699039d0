using Cffi.Tests.Generation;

namespace Cffi.Tests.RealLibraries;

/// <summary>SQLite through typed bindings: its strings convert to .NET strings.</summary>
public sealed class TypedSqliteTests
{
    [Test]
    public void The_text_of_a_column_is_shown_as_text_and_so_is_what_a_function_gets()
    {
        if (!System.Runtime.InteropServices.NativeLibrary.TryLoad("libsqlite3.so.0", out _))
        {
            Assert.Ignore("libsqlite3.so.0 is not installed (eng/install-deps.sh installs it)");
        }

        using GeneratedAssembly bindings = GeneratedAssembly.Of(
            """
            typedef struct sqlite3 sqlite3; typedef struct sqlite3_stmt sqlite3_stmt;
            int sqlite3_open(const char *name, [[cffi::out]] sqlite3 **db);
            int sqlite3_close(sqlite3 *db);
            int sqlite3_prepare_v2(sqlite3 *db, const char *sql, int length, [[cffi::out]] sqlite3_stmt **statement, [[cffi::out]] const char **tail);
            int sqlite3_step(sqlite3_stmt *statement);
            int sqlite3_finalize(sqlite3_stmt *statement);
            const unsigned char *sqlite3_column_text(sqlite3_stmt *statement, int column);
            const void *sqlite3_column_blob(sqlite3_stmt *statement, int column);
            """,
            """
            public static string Shown()
            {
                var output = new System.IO.StringWriter();
                Console.SetOut(output);
                sqlite3_open(":memory:", out sqlite3 db);
                sqlite3_prepare_v2(db, "select 'h\u00e9llo', 42, null", -1, out sqlite3_stmt statement, out _);
                sqlite3_step(statement);
                Console.WriteLine(sqlite3_column_text(statement, 0));
                Console.WriteLine($"{sqlite3_column_text(statement, 1)}/{sqlite3_column_text(statement, 2)}/{sqlite3_column_text(statement, 0).AsSpan(2)[1]:x}");
                sqlite3_finalize(statement);
                sqlite3_close(db);
                return output.ToString();
            }
            """,
            "libsqlite3.so.0");
        Assert.That(bindings.Run<string>("Shown").ReplaceLineEndings("\n"), Is.EqualTo("h\u00e9llo\n42//c3\n"));
    }
}
