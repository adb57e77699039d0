// All of Xlib: the build turns 7,000 lines of preprocessed headers into one C# class. The program counts its members,
// compares every struct with the run time's layout of the same declarations, and calls some functions that need no
// display.
#if XLIB
using System.Reflection;
using System.Runtime.CompilerServices;
using Cffi;
using Cffi.Layout;
using Cffi.Types;
using X11;

const BindingFlags Public = BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance;
int functions = typeof(Xlib).GetMethods(Public).Where(static method => method.Name.StartsWith('X')).Select(static method => method.Name).Distinct().Count();
Console.WriteLine($"functions: {(functions >= 500 ? "more than 500" : functions)}");

var ffi = new Ffi();
ffi.Cdef(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "xlib.cffi.h")));
int compared = 0, different = 0;
foreach ((string name, CRecordType record) in Records())
{
    if (typeof(Xlib).GetNestedType(name, Public) is { IsValueType: true } type)
    {
        compared++;
        foreach (string difference in Differences(record, type))
        {
            different++;
            Console.WriteLine($"{name}: {difference}");
        }
    }
}

Console.WriteLine($"structs: {(compared >= 100 ? "more than 100" : compared)}, layouts different: {different}");

Console.WriteLine($"XStringToKeysym(\"Return\") = {Xlib.XStringToKeysym("Return"):x}");
int x = 0, y = 0;
uint width = 0, height = 0;
int found = Xlib.XParseGeometry("640x480+10-20", ref x, ref y, ref width, ref height);
Console.WriteLine($"XParseGeometry: {width} x {height} at {x}, {y}; mask {found:x}");
return different;

// The types with a name in the headers: a typedef or a tag.
IEnumerable<(string Name, CRecordType Record)> Records() =>
    ffi.Declarations.Typedefs.Where(static typedef => typedef.Type.Unqualified is CRecordType { IsComplete: true }).Select(static typedef => (typedef.Name, (CRecordType)typedef.Type.Unqualified))
        .Concat(ffi.Declarations.Records.Where(static record => record.Type.IsComplete).Select(static record => (record.Name, record.Type)));

IEnumerable<string> Differences(CRecordType record, Type type)
{
    RecordLayout layout = LayoutEngine.OfRecord(record, ffi.Target);
    int size = (int)typeof(Unsafe).GetMethod(nameof(Unsafe.SizeOf))!.MakeGenericMethod(type).Invoke(null, null)!;
    if (size != layout.Room.Size)
    {
        yield return $"{size} bytes, not {layout.Room.Size}";
    }

    foreach (FieldInfo field in type.GetFields(BindingFlags.Public | BindingFlags.Instance))
    {
        int? offset = field.GetCustomAttribute<System.Runtime.InteropServices.FieldOffsetAttribute>()?.Value;
        if (offset is not null && layout.TryFind(field.Name, out FieldLayout member) && member.Offset != offset)
        {
            yield return $"{field.Name} at {offset}, not {member.Offset}";
        }
    }
}
#else
Console.WriteLine("X11/Xlib.h is not installed (Debian: libx11-dev)");
return 1;
#endif
