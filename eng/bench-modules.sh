#!/usr/bin/env bash
# Measures how long Cffi (API mode) and Python's cffi take to make a module of N plain functions, on one machine: from the
# declarations to the loaded module, including the C compiler. Both use gcc.
# Needs python3 with cffi and its headers (Debian: python3-cffi, python3-dev); without them the script skips cffi and says so.
#
#   eng/bench-modules.sh [N...]      numbers of functions, by default 1000
set -euo pipefail
cd "$(dirname "$0")/.."

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
dotnet build -c Release Cffi.Benchmarks > "$folder/build.log" || { cat "$folder/build.log"; exit 1; }
ours=Cffi.Benchmarks/bin/Release/net10.0/Cffi.Benchmarks
python=$(for p in /usr/bin/python3 python3; do "$p" -c 'import cffi' 2> /dev/null && echo "$p" && break; done || true)

cat > "$folder/peer_cffi.py" <<'END'
import importlib, os, sys, time
import cffi
header, library, target = sys.argv[1:]
text = open(header).read()
start = time.perf_counter()
ffi = cffi.FFI()
ffi.cdef(text)
ffi.set_source("module_cffi", text, libraries=["functions"], library_dirs=[library], runtime_library_dirs=[library])
path = ffi.compile(tmpdir=target)
sys.path.insert(0, target)
importlib.import_module("module_cffi")
print("%.0f - %d" % ((time.perf_counter() - start) * 1e3, os.path.getsize(path) // 1024))
END

row() { printf '%6s  %-6s %12s %16s %12s\n' "$1" "$2" $3; }
printf '%6s  %-6s %12s %16s %12s\n' N module 'made, ms' 'from cache, ms' 'library, KB'
for count in "${@:-1000}"; do
  case=$folder/$count
  mkdir -p "$case"
  "$ours" text plain "$count" > "$case/functions.h"
  sed 's/;$/ { return a; }/' "$case/functions.h" | gcc -x c -shared -fPIC -o "$case/libfunctions.so" -
  for run in 1 2 3; do
    row "$count" Cffi "$("$ours" module "$case/functions.h" "$case" "$case/cache$run")"
    [[ -z $python ]] || row "$count" cffi "$("$python" "$case/../peer_cffi.py" "$case/functions.h" "$case" "$case/cffi$run" 2> /dev/null)"
  done
done
[[ -n $python ]] || echo 'left out: cffi (no python3 with cffi)'
