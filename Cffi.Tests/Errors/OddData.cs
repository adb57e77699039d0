using Cffi.Tests.RealLibraries;
using static Cffi.Tests.Memory.MemoryFixture;

namespace Cffi.Tests.Errors;

/// <summary>Data of the kinds that users make mistakes with.</summary>
internal static class OddData
{
    public static CLibrary C { get; } = StandardLibrary.C;

    public static CData DeferredText { get; } = "abc";

    public static CData DeferredArray { get; } = new[] { 1, 2, 3 };

    public static CData Number { get; } = 5;

    public static CData VoidPointer { get; } = Shapes.Cast("void *", 4096);

    public static CData OpaquePointer { get; } = Shapes.Cast("struct opaque *", 4096);

    public static CData FunctionPointer { get; } = Shapes.Cast("int(*)(int)", 4096);

    public static CData Numbers { get; } = Shapes.New("int[3]");

    public static CData Record { get; } = Shapes.New("struct outer *")[0];
}
