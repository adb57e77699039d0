#!/usr/bin/env bash
# Measures the first declarations and the first call of a program that uses the package. It starts eleven processes with the
# images that are compiled ahead, and eleven without them.
set -euo pipefail
cd "$(dirname "$0")/.."

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
eng/pack.sh "$folder/feed" > /dev/null
cat > "$folder/nuget.config" <<END
<configuration>
  <config><add key="globalPackagesFolder" value="$folder/packages" /></config>
  <packageSources><add key="local" value="$folder/feed" /></packageSources>
  <fallbackPackageFolders><add key="machine" value="${NUGET_PACKAGES:-$HOME/.nuget/packages}" /></fallbackPackageFolders>
</configuration>
END
cat > "$folder/start.csproj" <<'END'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net10.0</TargetFramework>
    <ImplicitUsings>enable</ImplicitUsings>
    <NuGetAudit>false</NuGetAudit>
  </PropertyGroup>
  <ItemGroup>
    <PackageReference Include="Cffi" Version="1.0.0" />
  </ItemGroup>
</Project>
END
cat > "$folder/Program.cs" <<'END'
using System.Diagnostics;
using Cffi;
double start = Used();
var ffi = new Ffi();
ffi.Cdef("""
    typedef struct { int quot, rem; } div_t;
    div_t div(int numer, int denom);
    double cos(double x);
    size_t strlen(const char *s);
    int snprintf(char *buf, size_t n, const char *format, ...);
    void qsort(void *base, size_t n, size_t size, int (*cmp)(const void *, const void *));
    extern char **environ;
    enum color { RED, GREEN = 5, BLUE };
    int abs(int j);
    #define LIMIT (4 * 10 + 2)
    """);
double declared = Used();
using CLibrary c = ffi.Dlopen("c");
int seven = c.Call<int>("abs", -7);
Console.WriteLine(FormattableString.Invariant($"{declared - start:F1} {Used() - declared:F1}"));
return seven - 7;

static double Used() => Process.GetCurrentProcess().TotalProcessorTime.TotalMilliseconds;
END
dotnet build -c Release -v quiet -o "$folder/out" "$folder/start.csproj" > "$folder/log" || { cat "$folder/log"; exit 1; }

median() { sort -n | sed -n 6p; }
report() {
  for _ in 1 2 3 4 5 6 7 8 9 10 11; do "$folder/out/start"; done > "$folder/times"
  printf '%-16s first Cdef of ten lines %6s ms of CPU, Dlopen and first call %6s ms\n' "$1" \
    "$(cut -d' ' -f1 "$folder/times" | median)" "$(cut -d' ' -f2 "$folder/times" | median)"
}
report 'compiled ahead'
# Without this file the host uses the assemblies beside the program.
rm "$folder/out/start.deps.json"
report portable
