#!/usr/bin/env bash
# Measures how long Cffi, Python's cffi and LuaJIT take to declare the same texts, on one machine.
# Needs python3 with cffi (Debian: python3-cffi) and luajit; the script skips a missing one and says so.
#
#   eng/bench-parsers.sh [N...]      numbers of declarations, by default 1000 5000
set -euo pipefail
cd "$(dirname "$0")/.."

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
dotnet build -c Release Cffi.Benchmarks > "$folder/build.log" || { cat "$folder/build.log"; exit 1; }
ours=Cffi.Benchmarks/bin/Release/net10.0/Cffi.Benchmarks

# The same with assemblies that are compiled ahead. It uses a copy of the sources, so that this build is not disturbed.
ahead=
git ls-files -z --cached --others --exclude-standard | (mkdir "$folder/sources"; tar -cf - --null -T - | tar -xf - -C "$folder/sources")
rm "$folder"/sources/*/packages.lock.json
if dotnet publish -c Release -p:CffiReadyToRun=true -p:RestorePackagesWithLockFile=false -o "$folder/ahead" "$folder/sources/Cffi.Benchmarks" > "$folder/ahead.log" 2>&1; then
  ahead=$folder/ahead/Cffi.Benchmarks
fi
python=$(for p in /usr/bin/python3 python3; do "$p" -c 'import cffi' 2> /dev/null && echo "$p" && break; done || true)

cat > "$folder/peer_cffi.py" <<'END'
import statistics, sys, time
import cffi
text = open(sys.argv[1]).read()
def once():
    ffi = cffi.FFI()
    start = time.perf_counter()
    ffi.cdef(text)
    return (time.perf_counter() - start) * 1e3
first = once()
print("%.2f" % first if sys.argv[2] == "first" else "%.3f -" % statistics.median(once() for _ in range(3)))
END
cat > "$folder/peer_luajit.lua" <<'END'
local ffi = require "ffi"
ffi.cdef [[struct ts_ { long s, ns; }; int clock_gettime(int, struct ts_ *);]]
local ts = ffi.new "struct ts_"
local function now() ffi.C.clock_gettime(1, ts); return tonumber(ts.s) * 1e3 + tonumber(ts.ns) / 1e6 end
local f = io.open(arg[1]); local text = f:read "*a"; f:close()
local a = now(); ffi.cdef(text); local b = now()
print(("%.2f"):format(b - a))
END

# first KIND COMMAND...: the median time of a fresh process, in several rounds, so that a busy minute affects all parsers.
rounds=7
declare -A firsts
first() { firsts[$1]+="$("${@:2}")"$'\n'; }
median() { sort -n <<< "${firsts[$1]}" | grep . | sed -n "$(((rounds + 1) / 2))p"; }
row() { printf '%-8s %6s  %-8s %14s %14s %12s\n' "$1" "$2" "$3" "$4" $5; }

printf '%-8s %6s  %-8s %14s %14s %12s\n' text N parser 'first, ms' 'warm, ms' 'bytes each'
for counts in "${@:-1000 5000}"; do
  for count in $counts; do
    for kind in plain records; do
      text=$folder/$kind-$count.h
      "$ours" text "$kind" "$count" > "$text"
      firsts=()
      for ((round = 0; round < rounds; round++)); do
        first Cffi "$ours" first "$text"
        if [[ -n $ahead ]]; then first R2R "$ahead" first "$text"; fi
        if command -v luajit > /dev/null; then first LuaJIT luajit "$folder/peer_luajit.lua" "$text"; fi
      done
      row "$kind" "$count" Cffi "$(median Cffi)" "$("$ours" parse "$text" "$count")"
      if [[ -n $ahead ]]; then row "$kind" "$count" 'Cffi R2R' "$(median R2R)" "$("$ahead" parse "$text" "$count")"; fi
      if [[ -n $python ]]; then row "$kind" "$count" cffi "$("$python" "$folder/peer_cffi.py" "$text" first)" "$("$python" "$folder/peer_cffi.py" "$text" warm)"; fi
      if command -v luajit > /dev/null; then row "$kind" "$count" LuaJIT "$(median LuaJIT)" '- -'; fi
    done
  done
done
[[ -n $ahead ]] || { echo 'left out: Cffi R2R, which did not publish:'; tail -n 3 "$folder/ahead.log"; }
[[ -n $python ]] || echo 'left out: cffi (no python3 with cffi)'
command -v luajit > /dev/null || echo 'left out: LuaJIT (no luajit)'
