using BenchmarkDotNet.Running;

if (args is ["startup", ..])
{
    return Cffi.Benchmarks.StartupReport.Run(args[1..]);
}

BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
return 0;
