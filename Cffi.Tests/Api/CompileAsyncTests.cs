using System.Diagnostics;
using System.Globalization;
using Cffi.Tests.Native;

namespace Cffi.Tests.Api;

/// <summary>Compiling without blocking the caller, and cancelling it.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class CompileAsyncTests
{
    private const string Prelude = "static int f(void) { return 7; }\n#define ANSWER 42";
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(2);
    private TemporaryFolder folder = null!;

    [SetUp]
    public void Make() => folder = new TemporaryFolder();

    [TearDown]
    public void Remove() => folder.Dispose();

    [Test]
    public async Task It_gives_the_same_library_as_Compile()
    {
        Ffi ffi = Declared(null);
        using CLibrary library = await ffi.CompileAsync();
        Assert.That((library.Call<int>("f"), library.GetConstant("ANSWER").As<int>()), Is.EqualTo((7, 42)));
        using CLibrary again = Declared(null).Compile();
        Assert.That(again.Call<int>("f"), Is.EqualTo(7));
        Assert.That(Entries, Has.Length.EqualTo(1), "the second takes it from the cache");
    }

    [Test]
    public async Task A_folder_and_another_platform_are_compiled_too()
    {
        string description = await Declared(null).CompileToAsync(folder.File("out"));
        using (CLibrary library = Ffi.LoadModule(description))
        {
            Assert.That(library.Call<int>("f"), Is.EqualTo(7));
        }

        CompiledModule module = await Declared(null).CompileForAsync(Target.Current);
        Assert.That((int)module.GetConstant("ANSWER").Integer, Is.EqualTo(42));
    }

    [Test]
    public async Task Refusals_are_those_of_Compile()
    {
        Assert.That(() => new Ffi().CompileAsync(), Throws.TypeOf<CffiUnsupportedException>().With.Property("Id").EqualTo("CFFI8006"));
        Assert.That(() => new Ffi().CompileForAsync(null!), Throws.InstanceOf<ArgumentNullException>());
        Assert.That(() => new Ffi().CompileToAsync(null!), Throws.InstanceOf<ArgumentNullException>());
        var wrong = new Ffi();
        wrong.Cdef("int nosuch(void);");
        wrong.SetSource("_wrong", "", Options(null));
        await Assert.ThrowsAsync<VerificationException>(() => wrong.CompileAsync());
        Ffi slow = Declared(Script("sleep 1000 & wait"), TimeSpan.FromMilliseconds(300));
        CompilationException error = (await Assert.ThrowsAsync<CompilationException>(() => slow.CompileAsync()))!;
        Assert.That(error.Message, Is.EqualTo("CFFI8003: script did not finish within 0.3 seconds and was stopped; set a larger BuildOptions.TimeLimit"));
        Assert.That(Entries, Is.Empty);
    }

    [Test]
    public async Task The_caller_goes_on_while_the_compiler_runs()
    {
        Ffi ffi = Declared(Script($"while [ ! -e '{folder.File("go")}' ]; do sleep 0.05; done; exec cc \"$@\""));
        Task<CLibrary> compiling = ffi.CompileAsync();
        Assert.That(compiling.IsCompleted, Is.False);
        File.WriteAllText(folder.File("go"), "");
        using CLibrary library = await compiling.WaitAsync(Long);
        Assert.That(library.Call<int>("f"), Is.EqualTo(7));
    }

    // What comes back to the caller's context waits for the caller, who waits here.
    [Test]
    public void A_caller_that_blocks_its_only_thread_gets_the_library()
    {
        Ffi ffi = Declared(null);
        var thread = new Thread(() =>
        {
            SynchronizationContext.SetSynchronizationContext(new ContextThatNeverRuns());
            ffi.CompileAsync().GetAwaiter().GetResult().Dispose();
        });
        thread.Start();
        Assert.That(thread.Join(Long), Is.True);
    }

    [Test]
    public async Task A_cancellation_kills_the_compiler_with_its_children_and_leaves_nothing()
    {
        string names = folder.File("pids");
        Ffi ffi = Declared(Script($"sleep 1000 & touch \"$TMPDIR/left\"; echo half > module.o; echo $$ $! \"$TMPDIR\" > '{names}.new'; mv '{names}.new' '{names}'; wait"));
        using var source = new CancellationTokenSource();
        Task<CLibrary> compiling = ffi.CompileAsync(source.Token);
        Assert.That(() => File.Exists(names), Is.True.After(60_000, 20));
        string[] words = File.ReadAllText(names).TrimEnd('\n').Split(' ');
        Assert.That(words[2], Does.StartWith(folder.File("cache")), "temporary files go with the folder");
        source.Cancel();
        OperationCanceledException error = (await Assert.CatchAsync<OperationCanceledException>(() => compiling.WaitAsync(Long)))!;
        Assert.That(error.CancellationToken, Is.EqualTo(source.Token));
        Assert.That(compiling.IsCanceled, Is.True);
        Assert.That(words.Take(2).Where(IsAlive), Is.Empty);
        Assert.That(Entries, Is.Empty);
        Assert.That(() => ffi.GetConstant("ANSWER"), Throws.TypeOf<CffiUnsupportedException>(), "the declarations are as before");
    }

    [Test]
    public async Task After_a_cancellation_the_next_call_compiles()
    {
        string script = Script($"if [ ! -e '{folder.File("second")}' ]; then touch '{folder.File("second")}'; sleep 1000 & wait; fi; exec cc \"$@\"");
        Ffi ffi = Declared(script);
        using var source = new CancellationTokenSource();
        Task<CLibrary> first = ffi.CompileAsync(source.Token);
        Assert.That(() => File.Exists(folder.File("second")), Is.True.After(60_000, 20));

        // It waits for the first.
        using var other = new CancellationTokenSource();
        Task<CLibrary> waiting = ffi.CompileAsync(other.Token);
        other.Cancel();
        await Assert.CatchAsync<OperationCanceledException>(() => waiting.WaitAsync(Long));
        Assert.That(first.IsCompleted, Is.False);

        Task<CLibrary> next = ffi.CompileAsync();
        source.Cancel();
        await Assert.CatchAsync<OperationCanceledException>(() => first.WaitAsync(Long));
        using CLibrary library = await next.WaitAsync(Long);
        Assert.That(library.GetConstant("ANSWER").As<int>(), Is.EqualTo(42));
    }

    [Test]
    public async Task A_cancelled_token_starts_no_compiler()
    {
        string proof = folder.File("proof");
        Ffi ffi = Declared(Script($"touch '{proof}'; exec cc \"$@\""));
        var cancelled = new CancellationToken(canceled: true);
        await Assert.CatchAsync<OperationCanceledException>(() => ffi.CompileAsync(cancelled));
        await Assert.CatchAsync<OperationCanceledException>(() => ffi.CompileToAsync(folder.File("out"), cancelled));
        await Assert.CatchAsync<OperationCanceledException>(() => ffi.CompileForAsync(Target.Current, cancelled));
        Assert.That((File.Exists(proof), Directory.Exists(folder.File("out"))), Is.EqualTo((false, false)));
    }

    // The entry is damaged, so it cannot be used, and held, so it cannot be replaced.
    [Test]
    public async Task A_wait_for_an_entry_that_another_process_holds_is_cancelled()
    {
        Declared(null).Compile().Dispose();
        string entry = Entries.Single();
        File.AppendAllText(Path.Combine(entry, "headers"), "0 0 /no/such/header\n");
        using var hold = new FileStream(Path.Combine(entry, "seal"), FileMode.Open, FileAccess.Read, FileShare.Read);
        using var source = new CancellationTokenSource();
        Task<CLibrary> compiling = Declared(null).CompileAsync(source.Token);

        // The new entry is sealed, and then waits.
        Assert.That(() => Directory.GetFiles(folder.File("cache"), "seal", SearchOption.AllDirectories), Has.Length.EqualTo(2).After(60_000, 5));
        var watch = Stopwatch.StartNew();
        source.Cancel();
        await Assert.CatchAsync<OperationCanceledException>(() => compiling.WaitAsync(Long));
        Assert.That(watch.Elapsed, Is.LessThan(TimeSpan.FromSeconds(1.5)), "a wait of its own takes two seconds");
        Assert.That(Entries, Is.EqualTo((string[])[entry]));
    }

    private string[] Entries => Directory.Exists(folder.File("cache")) ? Directory.GetFileSystemEntries(folder.File("cache")) : [];

    private Ffi Declared(string? compiler, TimeSpan? limit = null)
    {
        var ffi = new Ffi();
        ffi.Cdef("int f(void);\n#define ANSWER ...");
        ffi.SetSource("_async", Prelude, Options(compiler) with { TimeLimit = limit ?? TimeSpan.FromMinutes(5) });
        return ffi;
    }

    private BuildOptions Options(string? compiler) => new() { Compiler = compiler, CacheFolder = folder.File("cache") };

    private string Script(string text)
    {
        string path = folder.File("script");
        File.WriteAllText(path, "#!/bin/sh\n" + text + "\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        return path;
    }

    // A process that nobody has waited for yet is a zombie.
    private static bool IsAlive(string process)
    {
        string path = $"/proc/{int.Parse(process, CultureInfo.InvariantCulture)}/stat";
        try
        {
            return File.Exists(path) && !File.ReadAllText(path).Contains(") Z ", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    }

    private sealed class ContextThatNeverRuns : SynchronizationContext
    {
        public override void Post(SendOrPostCallback d, object? state)
        {
        }

        public override void Send(SendOrPostCallback d, object? state) => throw new InvalidOperationException("nothing runs here");
    }
}
