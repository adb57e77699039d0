// zlib in API mode: the C compiler reads zlib.h, completes every "..." and checks the rest.
// Compresses 100 MB in pieces, inflates them again, and compares.
using System.Diagnostics;
using Cffi;

const int Total = 100_000_000;
const int Piece = 1 << 20;

var ffi = new Ffi();
ffi.Cdef("""
    #define Z_OK ...
    #define Z_STREAM_END ...
    #define Z_NO_FLUSH ...
    #define Z_FINISH ...
    #define Z_BEST_SPEED ...
    #define ZLIB_VERSION ...

    typedef struct {
        const unsigned char *next_in;
        unsigned int avail_in;
        unsigned char *next_out;
        unsigned int avail_out;
        unsigned long adler;
        ...;                                     // the compiler knows the rest, and where these are
    } z_stream;

    const char *zlibVersion(void);
    int deflateInit(z_stream *stream, int level);    // a macro in zlib.h
    int deflate(z_stream *stream, int flush);
    int deflateEnd(z_stream *stream);
    int inflateInit(z_stream *stream);               // a macro in zlib.h
    int inflate(z_stream *stream, int flush);
    int inflateEnd(z_stream *stream);
    """);
ffi.SetSource("_zlib", "#include <zlib.h>", new BuildOptions { Libraries = ["z"] });

var watch = Stopwatch.StartNew();
using CLibrary z = ffi.Compile();
Console.WriteLine($"compiled or found in the cache: {watch.ElapsedMilliseconds} ms");
Console.WriteLine($"the header and the library agree: {z.GetConstant("ZLIB_VERSION").As<string>()[0] == ffi.String(z.Call<CData>("zlibVersion"))[0]}");

int ok = z.GetConstant("Z_OK").As<int>(), end = z.GetConstant("Z_STREAM_END").As<int>();
int noFlush = z.GetConstant("Z_NO_FLUSH").As<int>(), finish = z.GetConstant("Z_FINISH").As<int>();
CFunction deflate = z["deflate"], inflate = z["inflate"];

using CData input = ffi.New($"unsigned char[{Piece}]");
using CData output = ffi.New($"unsigned char[{Piece}]");
using CData stream = ffi.New("z_stream *");
var compressed = new MemoryStream();

watch.Restart();
Check(z.Call<int>("deflateInit", stream, z.GetConstant("Z_BEST_SPEED").As<int>()), ok);
ulong before = 0;
for (int done = 0; done < Total;)
{
    Span<byte> piece = input.AsSpan<byte>()[..Math.Min(Piece, Total - done)];
    Fill(piece, done);
    before = Sum(before, piece);
    done += piece.Length;
    stream["next_in"] = input;
    stream["avail_in"] = piece.Length;
    do
    {
        stream["next_out"] = output;
        stream["avail_out"] = Piece;
        Check(deflate.Invoke<int>(stream, done == Total ? finish : noFlush), ok, end);
        compressed.Write(output.AsSpan<byte>()[..(Piece - stream["avail_out"].As<int>())]);
    }
    while (stream["avail_out"].As<int>() == 0);
}

Check(z.Call<int>("deflateEnd", stream), ok);
Console.WriteLine($"compressed {Total} bytes to {compressed.Length}: {watch.ElapsedMilliseconds} ms");

watch.Restart();
compressed.Position = 0;
Check(z.Call<int>("inflateInit", stream), ok);
ulong after = 0;
long inflated = 0;
int result = ok;
while (result != end)
{
    int count = compressed.Read(input.AsSpan<byte>());
    stream["next_in"] = input;
    stream["avail_in"] = count;
    do
    {
        stream["next_out"] = output;
        stream["avail_out"] = Piece;
        Check(result = inflate.Invoke<int>(stream, noFlush), ok, end);
        Span<byte> piece = output.AsSpan<byte>()[..(Piece - stream["avail_out"].As<int>())];
        after = Sum(after, piece);
        inflated += piece.Length;
    }
    while (result != end && stream["avail_out"].As<int>() == 0);
}

Check(z.Call<int>("inflateEnd", stream), ok);
Console.WriteLine($"inflated {inflated} bytes: {watch.ElapsedMilliseconds} ms");
Console.WriteLine($"equal: {inflated == Total && before == after}");
return inflated == Total && before == after ? 0 : 1;

// Text with distant repetitions.
static void Fill(Span<byte> piece, int start)
{
    for (int i = 0; i < piece.Length; i++)
    {
        uint n = (uint)(start + i);
        piece[i] = (byte)('a' + (((n / 7) * 2654435761u >> 24) % 26));
    }
}

static ulong Sum(ulong sum, ReadOnlySpan<byte> piece)
{
    foreach (byte b in piece)
    {
        sum = (sum ^ b) * 1099511628211;
    }

    return sum;
}

static void Check(int result, params ReadOnlySpan<int> allowed)
{
    if (!allowed.Contains(result))
    {
        throw new InvalidOperationException($"zlib answers {result}");
    }
}
