// A database through SQLite's C API, in both modes:
//
//   dotnet run               ABI mode: the declarations are not checked, and the library comes with a package
//   dotnet run -- api        API mode: the C compiler completes them and checks them against sqlite3.h
using Cffi;

using CLibrary sqlite = args is ["api"] ? ApiMode.Open() : AbiMode.Open();
return new Items(sqlite).Run() ? 0 : 1;
