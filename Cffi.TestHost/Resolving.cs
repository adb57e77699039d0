using System.Runtime.InteropServices;
using Cffi;
using Cffi.Interop;

/// <summary>A program that says where libraries are: a process has one resolver.</summary>
internal static class Resolving
{
    // The first whose bindings know every platform.
    private const int Version = 2;

    /// <summary>Opens a library that only the resolver knows, at run time and from typed bindings.</summary>
    /// <param name="name">What the resolver does.</param>
    /// <param name="library">The path of the library with the function <c>twice</c>.</param>
    public static void Run(string name, string library)
    {
        var ffi = new Ffi();
        ffi.Cdef("int twice(int); int abs(int);");
        switch (name)
        {
            case "path":
                CLibrary.SetResolver(request => request.Name == "nosuch" ? LibraryLocation.AtPath(library) : null);
                break;
            case "handle":
                CLibrary.SetResolver(_ => LibraryLocation.OfHandle(NativeLibrary.Load(library)));
                break;
            case "null":
                CLibrary.SetResolver(static _ => null);
                break;
            case "zero":
                CLibrary.SetResolver(static _ => LibraryLocation.OfHandle(0));
                break;
            case "missing":
                CLibrary.SetResolver(static _ => LibraryLocation.AtPath("/no/such/file.so"));
                break;
            case "throw":
                CLibrary.SetResolver(static request => throw new InvalidOperationException($"no idea of {request.Name}"));
                break;
            case "inside":
                CLibrary.SetResolver(request =>
                {
                    using CLibrary c = ffi.Dlopen("c");
                    return request.Name == "nosuch" ? LibraryLocation.OfHandle(NativeLibrary.Load(library)) : throw new InvalidOperationException($"asked for {request.Name}, {c.Call<int>("abs", -1)}");
                });
                break;
            case "late":
                ffi.Dlopen("c").Dispose();
                Refuse(static () => CLibrary.SetResolver(static _ => null));
                return;
            case "second":
                CLibrary.SetResolver(static _ => null);
                Refuse(static () => CLibrary.SetResolver(static _ => null));
                return;
            case "module" or "module-handle":
                CLibrary.SetResolver(request =>
                {
                    if (name == "module-handle")
                    {
                        return LibraryLocation.OfHandle(NativeLibrary.Load(library));
                    }

                    Console.WriteLine($"{request.Name} {request.Assembly?.GetName().Name}");
                    return LibraryLocation.AtPath(library);
                });
                var module = BoundLibrary.OfModule(Version, typeof(Resolving).Assembly, "_moved", "cffi_table__moved", new Dictionary<string, int> { ["twice"] = 0 }, []);
                Refuse(() => Console.WriteLine(module.Function("twice").Invoke(21).As<int>()));
                return;
        }

        Refuse(() =>
        {
            using CLibrary open = ffi.Dlopen("nosuch");
            Console.WriteLine(open.Call<int>("twice", 21));
        });
        Refuse(() =>
        {
            var bound = new BoundLibrary(Version, "nosuch", "int twice(int);");
            Console.WriteLine(bound.Function("twice").Invoke(21).As<int>());
        });
    }

    private static void Refuse(Action action)
    {
        try
        {
            action();
        }
        catch (Exception error) when (error is ICffiException)
        {
            Console.WriteLine(error.Message);
            if (error.InnerException is { } inner)
            {
                Console.WriteLine(inner.GetType());
            }
        }
    }
}
