/* The C compiler reads zlib.h, completes what is left to it ("...") and checks the rest. */
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
