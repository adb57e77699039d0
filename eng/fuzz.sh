#!/usr/bin/env bash
# Guided fuzzing of all code that reads foreign bytes, with afl++ over instrumented copies of our assemblies:
#
#   eng/fuzz.sh                    text, types, descriptions and objects, CFFI_AFL_SECONDS each (600), two at once
#   eng/fuzz.sh TARGET...          some targets
#   eng/fuzz.sh self-test          only the proof that the fuzzer finds a crash and a hang; every other run begins with it
#   eng/fuzz.sh replay TARGET FILE reads an input again, without afl++
#
# The script prints each crash or hang with the command that repeats it. The last line is "N passed, N failed", counting the proof
# and the targets; the exit code is 1 if one failed, and 77 if afl++ is missing.
# CFFI_AFL_JOBS is the number of targets that run at a time, CFFI_AFL_TIMEOUT the time in milliseconds after which an input
# counts as a hang (5000).
set -uo pipefail
cd "$(dirname "$0")/.." || exit 1
export DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en

work=$PWD/artifacts/fuzz
seconds=${CFFI_AFL_SECONDS:-600}
timeout=${CFFI_AFL_TIMEOUT:-5000}
harness=$work/bin/Cffi.Fuzzing.dll
plain=$work/plain/Cffi.Fuzzing.dll

build() { # FOLDER
  dotnet build eng/Cffi.Fuzzing/Cffi.Fuzzing.csproj --configuration Release --output "$1" -v quiet < /dev/null || exit 1
}

if [[ ${1:-} == replay ]]; then
  build "$work/plain"
  exec dotnet exec "$plain" "$@"
fi

if ! command -v afl-fuzz > /dev/null; then
  echo 'afl-fuzz is not on the PATH: eng/install-deps.sh installs it.'
  exit 77
fi

[[ $seconds =~ ^[1-9][0-9]*$ ]] || { echo "CFFI_AFL_SECONDS is '$seconds': a whole number of seconds is wanted" >&2; exit 2; }

# Instrumented assemblies run under afl-fuzz only.
mkdir -p "$work"
rm -rf "$work/plain" "$work/bin"
build "$work/plain"
cp -r "$work/plain" "$work/bin"
[[ -x $work/tools/sharpfuzz ]] || dotnet tool install SharpFuzz.CommandLine --version 2.3.0 --tool-path "$work/tools" < /dev/null || exit 1
for assembly in Cffi.Core Cffi.Parser Cffi.Modules Cffi.Backend.Native; do
  DOTNET_ROLL_FORWARD=Major "$work/tools/sharpfuzz" "$work/bin/$assembly.dll" || exit 1
done
DOTNET_ROLL_FORWARD=Major "$work/tools/sharpfuzz" "$harness" Cffi.Fuzzing.PlantedFaults || exit 1

# Objects of each format for which this machine has a compiler.
export CFFI_FUZZ_OBJECTS=$work/objects
mkdir -p "$CFFI_FUZZ_OBJECTS"
echo 'const unsigned long long cffi_facts[] = { 1, 2, 3 }; const char a_name_longer_than_eight_bytes[] = "bytes"; unsigned char zeros[100];' > "$work/object.c"
for compiler in gcc aarch64-linux-gnu-gcc x86_64-w64-mingw32-gcc 'gcc -m32'; do
  # shellcheck disable=SC2086 # the compiler has arguments
  $compiler -c "$work/object.c" -o "$CFFI_FUZZ_OBJECTS/${compiler// /}.o" 2> /dev/null
done

targets=()
if [[ ${1:-} != self-test ]]; then
  if [[ $# -gt 0 ]]; then targets=("$@"); else mapfile -t targets < <(dotnet exec "$plain" targets); fi
  [[ ${#targets[@]} -gt 0 ]] || { echo 'there are no targets' >&2; exit 1; }
fi

fuzz() { # TARGET [OPTION OF AFL-FUZZ]...
  rm -rf "$work/$1.in" "$work/$1.out"
  dotnet exec "$plain" corpus "$1" "$work/$1.in" || return 1
  AFL_SKIP_BIN_CHECK=1 AFL_SKIP_CPUFREQ=1 AFL_I_DONT_CARE_ABOUT_MISSING_CRASHES=1 AFL_NO_UI=1 AFL_NO_AFFINITY=1 \
    AFL_HANG_TMOUT="$timeout" afl-fuzz -i "$work/$1.in" -o "$work/$1.out" -V "$seconds" -t "$timeout" -m none "${@:2}" -- \
    dotnet exec "$harness" fuzz "$1" < /dev/null > "$work/$1.log" 2>&1
}

passed=0 failed=0
report() { # TARGET
  local stats=$work/$1.out/default/fuzzer_stats runs found=0 file
  runs=$(sed -n 's/^execs_done *: //p' "$stats" 2> /dev/null)
  for file in "$work/$1.out/default/crashes/"id* "$work/$1.out/default/hangs/"id*; do
    [[ -f $file ]] || continue
    found=$((found + 1))
    echo "$1: $(basename "$(dirname "$file")"): eng/fuzz.sh replay $1 '$file'"
    base64 -w 0 "$file" | head -c 2000
    echo
  done
  echo "fuzzing of $1: ${runs:-0} runs, $(sed -n 's/^edges_found *: //p' "$stats" 2> /dev/null) edges, $found crashes and hangs"

  # Too few runs mean that the fuzzer did not start, or that the reader is far too slow.
  if [[ ${runs:-0} -lt $seconds ]]; then
    echo "fuzzing of $1 has not run: see $work/$1.log"
    tail -n 5 "$work/$1.log"
    found=$((found + 1))
  fi
  if [[ $found -eq 0 ]]; then passed=$((passed + 1)); else failed=$((failed + 1)); fi
}

# A fault that is planted behind a few bytes must be reported like any other, and the printed input must repeat it. With
# steps of one byte (-D), each of which shows as an edge, the fuzzer finds it in seconds.
prove() { # crash|hang SECONDS
  local name=planted-$1 said input again code
  said=$(fuzz "$name" -D; report "$name"; echo "$passed passed, $failed failed")
  input=$(sed -n "s/^$name: $1[a-z]*: eng\/fuzz.sh replay $name '\(.*\)'$/\1/p" <<< "$said" | head -n 1)
  again=$(timeout "$2" dotnet exec "$plain" replay "$name" "$input" 2>&1)
  code=$?
  if [[ $said == *'0 passed, 1 failed' && -n $input && ($1:$code == hang:124 || ($1 == crash && $again == *'the planted crash'*)) ]]; then
    echo "the planted $1 is found, and its input repeats it"
  else
    printf 'The planted %s is not found, or not repeated:\n%s\n%s\n' "$1" "$said" "$again"
    return 1
  fi
}

usual=("$seconds" "$timeout")
seconds=${CFFI_AFL_PROOF_SECONDS:-20} timeout=1000
prove crash 60 & crash=$!
prove hang 10 & hang=$!
wait "$crash" || failed=1
wait "$hang" || failed=1
passed=$((1 - failed))
seconds=${usual[0]} timeout=${usual[1]}

jobs=${CFFI_AFL_JOBS:-2}
for ((i = 0; i < ${#targets[@]}; i += jobs)); do
  for target in "${targets[@]:i:jobs}"; do fuzz "$target" & done
  wait
done
for target in "${targets[@]}"; do report "$target"; done
echo "$passed passed, $failed failed"
exit $((failed > 0))
