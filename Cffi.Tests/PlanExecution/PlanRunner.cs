using System.Diagnostics;
using System.Runtime.InteropServices;
using Cffi.Core.CallPlans;
using Cffi.Tests.Fuzz;
using Cffi.Tests.Native;

namespace Cffi.Tests.PlanExecution;

/// <summary>Compiles random functions for a target, calls their machine code as call plans say, and compares what arrives.</summary>
internal sealed class PlanRunner(Target target, CCompiler compiler, Func<int, TypeGeneratorOptions> options)
{
    private const int CasesPerFile = 40;
    private const int CasesPerLargeFile = 250;
    private const string Emulator = "qemu-aarch64-static";

    // Nothing that needs other sections, or functions of the C library.
    private static readonly string[] Plain =
    [
        "-fno-pic", "-fno-stack-protector", "-fno-asynchronous-unwind-tables", "-fcf-protection=none", "-fno-tree-vectorize", "-fno-tree-slp-vectorize", "-ffreestanding",
    ];

    private readonly List<byte[]> code = [];
    private readonly List<(PlanCase Case, CallPlan Plan, long Function)> cases = [];
    private readonly SortedDictionary<string, int> refused = [];
    private int withRelocations;
    private long codeSize;

    /// <summary>Runs cases and fails with the first differences.</summary>
    /// <param name="name">The environment variables that replay a case start with it.</param>
    /// <param name="count">The number of cases by default.</param>
    /// <param name="isVariadic">Whether the functions are variadic.</param>
    public void Run(string name, int count, bool isVariadic)
    {
        ulong seed = FuzzSettings.Seed;
        int first = FuzzSettings.Number(name + "_FIRST", 0);
        count = FuzzSettings.Count(name + "_COUNT", count);
        using var folder = new TemporaryFolder();
        string program = Program(folder);
        var watch = Stopwatch.StartNew();
        int step = count > 4 * CasesPerLargeFile ? CasesPerLargeFile : CasesPerFile;
        for (int start = first; start < first + count; start += step)
        {
            Add([.. Enumerable.Range(start, Math.Min(step, first + count - start)).Select(index => new PlanCase(seed, index, target, options(index), isVariadic))], start / step % 2 == 0 ? "-O1" : "-O0");
        }

        List<string> failures = Execute(program, folder);
        string refusals = string.Join(", ", refused.Select(static entry => $"{entry.Key} {entry.Value} times"));
        TestContext.Out.WriteLine($"{name}, {target} ({compiler.Name}): seed {seed}, {cases.Count} {(isVariadic ? "variadic " : "")}calls, {failures.Count} wrong, refused: {(refusals.Length == 0 ? "none" : refusals)}, {withRelocations} functions not mappable, {watch.Elapsed.TotalSeconds:F1} s");
        Assert.That(failures, Is.Empty, () => $"{failures.Count} wrong\n" + string.Join("\n", failures.OrderBy(static failure => failure.Length).Take(10).Select(failure => $"{failure} CFFI_SEED={seed} {name}_COUNT=1")));
        Assert.That(withRelocations + refused.Values.Sum(), Is.LessThan(Math.Max(count / 5, 3)), "too much is left out");
    }

    private void Add(PlanCase[] batch, string optimization)
    {
        var mapped = new MappableCode(compiler.CompileObject(PlanCase.Prelude + string.Concat(batch.Select(static one => one.Text)), [optimization, .. Plain]));
        long start = codeSize;
        code.Add(mapped.Bytes);
        codeSize += mapped.Bytes.Length;
        code.Add(new byte[-codeSize & 63]);
        codeSize += -codeSize & 63;
        foreach (PlanCase one in batch)
        {
            try
            {
                CallPlan plan = AbiLowering.Plan(one.Function, target, one.Variadic);
                if (mapped.Functions.TryGetValue(one.Name, out long function))
                {
                    cases.Add((one, plan, start + function));
                }
                else
                {
                    withRelocations++;
                }
            }
            catch (CffiUnsupportedException refusal)
            {
                refused[refusal.Id] = refused.GetValueOrDefault(refusal.Id) + 1;
            }
        }
    }

    private List<string> Execute(string program, TemporaryFolder folder)
    {
        using (var writer = new BinaryWriter(File.Create(folder.File("cases"))))
        {
            writer.Write(codeSize);
            writer.Write((long)cases.Count);
            code.ForEach(writer.Write);
            foreach ((PlanCase one, CallPlan plan, long function) in cases)
            {
                CaseWriter.Write(writer, one, plan, function);
            }
        }

        string[] arguments = [folder.File("cases"), folder.File("answers")];
        var start = target.IsArm64 && RuntimeInformation.ProcessArchitecture != Architecture.Arm64 ? new ProcessStartInfo(Emulator, [program, .. arguments]) : new ProcessStartInfo(program, arguments);
        start.RedirectStandardError = true;
        using (Process process = Process.Start(start)!)
        {
            string errors = process.StandardError.ReadToEnd();
            process.WaitForExit();
            Assert.That(process.ExitCode, Is.Zero, errors);
        }

        var failures = new List<string>();
        using var reader = new BinaryReader(File.OpenRead(folder.File("answers")));
        foreach ((PlanCase one, CallPlan plan, _) in cases)
        {
            if (CaseReader.Difference(reader, one, plan) is { } difference)
            {
                failures.Add($"{one.Prototype}\n    {difference}\n    plan: {CallPlans.PlanText.Of(plan)}\n    replay: FIRST={one.Index}");
            }
        }

        return failures;
    }

    private string Program(TemporaryFolder folder)
    {
        string path = folder.File("plan_runner");
        if (!target.IsArm64)
        {
            CCompiler.GccFor(Target.LinuxX64).CompileProgram(Sources.Read("plan_runner.c"), path);
            return path;
        }

        if (CCompiler.Find(Emulator) is null)
        {
            Assert.Ignore($"{Emulator} is not on the PATH: eng/install-deps.sh installs it.");
        }

        CCompiler.GccFor(Target.LinuxArm64).CompileProgram(Sources.Read("plan_runner.c"), path, "-static");
        return path;
    }
}
