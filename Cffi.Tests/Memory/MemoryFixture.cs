namespace Cffi.Tests.Memory;

/// <summary>Declarations that the tests of data share.</summary>
internal static class MemoryFixture
{
    public static Ffi Shapes { get; } = Declare();

    private static Ffi Declare()
    {
        var ffi = new Ffi();
        ffi.Cdef("""
            struct inner { short x; double y; };
            typedef struct { int x, y; } point;
            struct outer {
                struct inner inner;
                int numbers[4];
                point corners[2];
                const char *name;
                struct outer *next;
                char text[8];
            };
            struct bits {
                int s3 : 3;
                unsigned u5 : 5;
                _Bool flag : 1;
                long long wide : 40;
                unsigned long long rest : 64;
            };
            struct anonymous { int kind; union { int i; float f; struct { short low, high; }; }; };
            union number { int i; float f; unsigned char bytes[8]; };
            enum color { RED, GREEN = 5, BLUE };
            struct painted { enum color color; unsigned char level; _Bool on; };
            struct tail { int n; int items[]; };
            struct opaque;
            """);
        return ffi;
    }
}
