using System.Diagnostics;
using System.Reflection;
using Cffi.Backend.Native.Access;
using Cffi.Modules;
using Cffi.Parser;

namespace Cffi.Tests.Surface;

/// <summary>What a debugger shows.</summary>
public sealed class DebuggerTests
{
    private static readonly Assembly[] Assemblies = [typeof(CType).Assembly, typeof(CParser).Assembly, typeof(ModuleCache).Assembly, typeof(Ffi).Assembly];

    // Types for generated code show their fields, but for the library.
    [Test]
    public void Every_public_type_with_objects_shows_something()
    {
        IEnumerable<string> silent = Assemblies.SelectMany(static assembly => assembly.GetExportedTypes())
            .Where(static type => type is { IsInterface: false, IsEnum: false, IsNested: false } && !(type.IsAbstract && type.IsSealed) && !typeof(Exception).IsAssignableFrom(type) && !typeof(Attribute).IsAssignableFrom(type))
            .Where(static type => type.Namespace != "Cffi.Interop" || type.Name == "BoundLibrary")
            .Where(static type => type.GetCustomAttribute<DebuggerDisplayAttribute>(inherit: true) is null)
            .Where(static type => type.GetMethod("ToString", Type.EmptyTypes)!.DeclaringType is var from && (from == typeof(object) || from == typeof(ValueType)))
            .Select(static type => type.Name);
        Assert.That(silent, Is.Empty);
    }

    // A debugger says "error CS0103" there.
    [Test]
    public void What_a_display_names_is_there()
    {
        foreach (Type type in Assemblies.SelectMany(static assembly => assembly.GetTypes()))
        {
            foreach (DebuggerDisplayAttribute display in type.GetCustomAttributes<DebuggerDisplayAttribute>(inherit: false))
            {
                foreach (string part in $"{display.Value} {display.Name}".Split('{').Skip(1).Select(static rest => rest.Split('}')[0].Split(',')[0]))
                {
                    Type at = type;
                    foreach (string word in part.Split('.'))
                    {
                        string name = word.TrimEnd('(', ')');
                        MemberInfo? member = at.GetMember(name, BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.FlattenHierarchy).FirstOrDefault()
                            ?? at.GetInterfaces().SelectMany(one => one.GetMember(name)).FirstOrDefault();
                        Assert.That(member, Is.Not.Null, $"{type.Name}: {part}");
                        at = member switch
                        {
                            PropertyInfo property => property.PropertyType,
                            FieldInfo field => field.FieldType,
                            MethodInfo method => method.ReturnType,
                            _ => throw new AssertionException($"{type.Name}: {part}"),
                        };
                    }
                }
            }
        }
    }

    [TestCase("int plain;", "int plain")]
    [TestCase("unsigned bits : 3;", "unsigned int bits : 3")]
    [TestCase("int : 0;", "int : 0")]
    [TestCase("char *(*call)(int);", "char *(*call)(int)")]
    public void A_member_shows_its_C(string member, string expected)
    {
        var ffi = new Ffi();
        ffi.Cdef($"struct s {{ int first; {member} int last; }};");
        Assert.That(((CRecordType)ffi.TypeOf("struct s")).Members[1].ToString(), Is.EqualTo(expected));
    }

    [Test]
    public void Owned_memory_shows_its_members_and_elements()
    {
        var ffi = new Ffi();
        ffi.Cdef("struct s { int a; char text[4]; struct s *next; };");
        using CData data = ffi.New("struct s[200]");
        data[1]["a"] = 5;
        CDataView view = View(data);
        Assert.That(view.Parts, Has.Length.EqualTo(100));
        Assert.That(view.Parts[1].Name, Is.EqualTo("[1]"));
        Assert.That(View(view.Parts[1].Data).Parts.Select(static part => $"{part.Name} {part.Data}").Take(2), Is.EqualTo((string[])["a 5", $"text {data[1]["text"]}"]));
    }

    [Test]
    public void Memory_that_is_not_ours_or_is_freed_is_not_read()
    {
        var ffi = new Ffi();
        ffi.Cdef("struct s { int a; };");
        Assert.That(View(ffi.Cast("struct s *", 16)).Parts, Is.Empty);
        Assert.That(View(ffi.Cast("struct s *", 16)[0]).Parts, Is.Empty);
        CData freed = ffi.New("struct s[2]");
        freed.Dispose();
        Assert.That(View(freed).Parts, Is.Empty);
        Assert.That(View("text").Parts, Is.Empty);
    }

    [Test]
    public void A_library_an_Ffi_and_a_set_show_their_declarations()
    {
        var ffi = new Ffi();
        ffi.Cdef("int abs(int);");
        CLibrary library = ffi.Dlopen("c");
        library.Dispose();
        foreach (object shown in new object[] { library, ffi, ffi.Declarations })
        {
            object view = Activator.CreateInstance(Type.GetType(shown.GetType().GetCustomAttribute<DebuggerTypeProxyAttribute>()!.ProxyTypeName)!, shown)!;
            IEnumerable<Declaration> declarations = view.GetType().GetProperties().Select(property => property.GetValue(view)).OfType<Declaration[]>().Single();
            Assert.That(declarations.Select(static declaration => declaration.Name), Is.EqualTo((string[])["abs"]), shown.GetType().Name);
        }
    }

    private static CDataView View(CData data) => new(data);
}
