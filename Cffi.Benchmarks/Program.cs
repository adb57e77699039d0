using BenchmarkDotNet.Running;

if (args is ["startup", ..])
{
    return Cffi.Benchmarks.StartupReport.Run(args[1..]);
}

if (args is ["text" or "first" or "parse", ..])
{
    return Cffi.Benchmarks.ParseReport.Run(args);
}

if (args is ["linear", ..])
{
    return Cffi.Benchmarks.LinearityReport.Run(args);
}

if (args is ["module", ..])
{
    return Cffi.Benchmarks.ModuleReport.Run(args);
}

#if CFFI_GENERATOR
if (args is ["generator", ..])
{
    return Cffi.Benchmarks.GeneratorReport.Run(args);
}
#endif

BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
return 0;
