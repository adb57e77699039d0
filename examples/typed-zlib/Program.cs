// zlib in API mode, compiled with the project: 'dotnet build' asks the C compiler once, and the bindings are C#.
// Compresses 100 MB in pieces, inflates them again, and compares.
using System.Diagnostics;
using System.Runtime.InteropServices;
using Cffi.Interop;
using static Compression.Zlib;

const int Total = 100_000_000;
const int Piece = 1 << 20;

Console.WriteLine($"the header and the library agree: {ZLIB_VERSION[0] == zlibVersion().Bytes[0]}");

byte[] input = GC.AllocateArray<byte>(Piece, pinned: true);
byte[] output = GC.AllocateArray<byte>(Piece, pinned: true);
var inputStart = new CPointer<byte>(Marshal.UnsafeAddrOfPinnedArrayElement(input, 0));
var outputStart = new CPointer<byte>(Marshal.UnsafeAddrOfPinnedArrayElement(output, 0));

// zlib keeps the address of its stream, so it must not move.
z_stream[] streams = GC.AllocateArray<z_stream>(1, pinned: true);
ref z_stream stream = ref streams[0];
var compressed = new MemoryStream();

var watch = Stopwatch.StartNew();
Check(deflateInit(ref stream, Z_BEST_SPEED), Z_OK);
ulong before = 0;
for (int done = 0; done < Total;)
{
    Span<byte> piece = input.AsSpan(0, Math.Min(Piece, Total - done));
    Fill(piece, done);
    before = Sum(before, piece);
    done += piece.Length;
    stream.next_in = inputStart;
    stream.avail_in = (uint)piece.Length;
    do
    {
        stream.next_out = outputStart;
        stream.avail_out = Piece;
        Check(deflate(ref stream, done == Total ? Z_FINISH : Z_NO_FLUSH), Z_OK, Z_STREAM_END);
        compressed.Write(output, 0, Piece - (int)stream.avail_out);
    }
    while (stream.avail_out == 0);
}

Check(deflateEnd(ref stream), Z_OK);
Console.WriteLine($"compressed {Total} bytes to {compressed.Length}: {watch.ElapsedMilliseconds} ms");

watch.Restart();
compressed.Position = 0;
Check(inflateInit(ref stream), Z_OK);
ulong after = 0;
long inflated = 0;
int result = Z_OK;
while (result != Z_STREAM_END)
{
    stream.next_in = inputStart;
    stream.avail_in = (uint)compressed.Read(input);
    do
    {
        stream.next_out = outputStart;
        stream.avail_out = Piece;
        Check(result = inflate(ref stream, Z_NO_FLUSH), Z_OK, Z_STREAM_END);
        Span<byte> piece = output.AsSpan(0, Piece - (int)stream.avail_out);
        after = Sum(after, piece);
        inflated += piece.Length;
    }
    while (result != Z_STREAM_END && stream.avail_out == 0);
}

Check(inflateEnd(ref stream), Z_OK);
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
