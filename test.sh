#!/usr/bin/env bash
# Builds everything and runs the tests twice: with dynamic code, and without it as under NativeAOT.
#
#   ./test.sh                     the whole suite, in both modes (packages and the build once), and some calls on linux-musl-x64, linux-arm64 and win-x64
#   ./test.sh quick               the same with dynamic code only
#   ./test.sh nightly             the long random tests in both modes, guided fuzzing (eng/fuzz.sh), and those of calls on other platforms
#   ./test.sh nightly here | platforms
#                                 its two halves: what runs on this platform, what runs on the others
#   ./test.sh stress              calls, callbacks and conversions, with fewer random cases, in the JIT's and the
#                                 collector's modes, under the sanitizers and under GC stress, one after the other
#   ./test.sh aot                 programs that use the packages, compiled with NativeAOT
#   ./test.sh headers             parses the system's headers, with figures
#   ./test.sh arm64 | musl | windows
#                                 the tests that need no SDK on linux-arm64 (under an emulator), linux-musl-x64 or win-x64 (under wine);
#                                 eng/platforms/setup.sh installs what they need
#   ./test.sh --filter EXPRESSION the selected tests in both modes ('./test.sh quick --filter ...' for one mode);
#                                 further options are passed to the test runner
#
# The last line is "N passed, N failed, N skipped", the sum of all runs. The lines before it have the figures of each run and
# the reasons of skipped tests. The log of each run is in TestResults/.
#
# A run also counts as failed if it ends early, runs other tests than its filter selects, skips all of its tests, or
# runs in the wrong mode. CFFI_TIME_LIMIT (such as 30m) limits the time of each run. CFFI_OTHER_PLATFORMS, if set, replaces the
# platforms that the whole suite and the nightly lane run a part on.
set -uo pipefail
cd "$(dirname "$0")" || exit 1
export DOTNET_CLI_UI_LANGUAGE=en DOTNET_NOLOGO=1

configuration=Release
output=Cffi.Tests/bin/$configuration/net10.0
runtime_config=$output/Cffi.Tests.runtimeconfig.json
no_dynamic_code=$output/Cffi.Tests.no-dynamic-code.runtimeconfig.json
logs=TestResults

usual='TestCategory!=Nightly'
nightly='TestCategory=Nightly'
headers='TestCategory=Headers'

# Tests that start other processes (packages, bindings, the tool) or read the sources: the mode of this process does not affect them.
only_once='&FullyQualifiedName!~Tests.House&FullyQualifiedName!~Tests.Packaging&FullyQualifiedName!~Tests.Roslyn&FullyQualifiedName!~Tests.Tool'

# Layouts, the parser, generated code and compilers' answers are the same with and without dynamic code.
nightly_once='&FullyQualifiedName!~Tests.Layout&FullyQualifiedName!~Tests.Corpus&FullyQualifiedName!~HeaderTests&FullyQualifiedName!~RandomRecordTests&FullyQualifiedName!~RandomModuleTests'

# Without the tests for leaks: with these settings the runtime keeps or pins more memory itself than these tests allow.
stress='TestCategory!=Nightly&(FullyQualifiedName~Tests.Calls|FullyQualifiedName~Tests.Callbacks|FullyQualifiedName~Tests.Conversion|FullyQualifiedName~Tests.Memory|FullyQualifiedName~Tests.RealLibraries|FullyQualifiedName~Tests.Stress|FullyQualifiedName~RuntimeSettingsTests)&FullyQualifiedName!~LeakTests&FullyQualifiedName!~No_array_stays_pinned&FullyQualifiedName!~GcStressTests'
gc_stress='FullyQualifiedName~GcStressTests'

# Only code that gcc compiles is instrumented.
sanitized='TestCategory!=Nightly&(FullyQualifiedName~Tests.Calls|FullyQualifiedName~Tests.Callbacks|FullyQualifiedName~Tests.Conversion|FullyQualifiedName~Tests.Memory|FullyQualifiedName~RandomSignatureTests)&FullyQualifiedName!~by_clang'
stress_settings=(
  DOTNET_TieredCompilation=0 DOTNET_TieredPGO=0 DOTNET_ReadyToRun=0 DOTNET_TC_QuickJitForLoops=0
  DOTNET_gcServer=1 DOTNET_gcConservative=1 DOTNET_GCgen0size=0x10000 CFFI_STRESS_COLLECT=1
  DOTNET_EnableWriteXorExecute=0 DOTNET_EnableWriteXorExecute=1 DOTNET_EnableAVX=0
)

# What runs on other platforms: all that calls C or converts values. Parsing, layouts, generated code and plans have the same answers
# everywhere. API mode is left out, because these tests take this machine's compilers by name.
foreign="$usual&(FullyQualifiedName~Tests.Calls|FullyQualifiedName~Tests.Callbacks|FullyQualifiedName~Tests.Conversion|FullyQualifiedName~Tests.Memory|FullyQualifiedName~Tests.Values|FullyQualifiedName~Tests.Dynamic|FullyQualifiedName~Tests.Interop|FullyQualifiedName~Tests.Loading|FullyQualifiedName~Tests.Errors|FullyQualifiedName~Tests.Stress)"
foreign_random="$usual&(FullyQualifiedName~RandomDowncallTests|FullyQualifiedName~RandomUpcallTests)&FullyQualifiedName!~API_mode&FullyQualifiedName!~artial&FullyQualifiedName!~compiled_modules"
foreign_slice="$usual&(FullyQualifiedName~ScalarCallTests|FullyQualifiedName~RecordCallTests|FullyQualifiedName~CallbackValueTests|FullyQualifiedName~RandomDowncallTests|FullyQualifiedName~RandomUpcallTests)&FullyQualifiedName!~clang&FullyQualifiedName!~API_mode&FullyQualifiedName!~runs_out&FullyQualifiedName!~artial&FullyQualifiedName!~compiled_modules"
other_platforms=${CFFI_OTHER_PLATFORMS-linux-musl-x64 linux-arm64 win-x64}
many=("CFFI_DOWNCALLS_COUNT=${CFFI_DOWNCALLS_COUNT:-10000}" "CFFI_UPCALLS_COUNT=${CFFI_UPCALLS_COUNT:-10000}"
  "CFFI_RAW_COUNT=${CFFI_RAW_COUNT:-2000}" "CFFI_VARIADICS_COUNT=${CFFI_VARIADICS_COUNT:-2000}"
  "CFFI_CLANG_DOWNCALLS_COUNT=${CFFI_CLANG_DOWNCALLS_COUNT:-2000}" "CFFI_CLANG_UPCALLS_COUNT=${CFFI_CLANG_UPCALLS_COUNT:-2000}"
  "CFFI_CLANG_VARIADICS_COUNT=${CFFI_CLANG_VARIADICS_COUNT:-1000}")
few=(CFFI_DOWNCALLS_COUNT=100 CFFI_RAW_COUNT=50 CFFI_VARIADICS_COUNT=50 CFFI_UPCALLS_COUNT=100)

lane=${1:-}
case $lane in
  quick | stress | nightly | headers | arm64 | musl | windows | aot) shift ;;
  '' | -[!h]* | --[!h]*) lane=all ;;
  -h | --help) sed -n '2,/^set/{/^#/s/^# \{0,1\}//p}' "$0"; exit 0 ;;
  *) echo "test.sh: '$1' is not known; see ./test.sh --help" >&2; exit 2 ;;
esac
time_limit=25m
[[ $lane == nightly ]] && time_limit=120m
[[ $lane == arm64 || $lane == musl || $lane == windows ]] && time_limit=60m
time_limit=${CFFI_TIME_LIMIT:-$time_limit}

half=all
if [[ $lane == nightly && (${1:-} == here || ${1:-} == platforms) ]]; then
  half=$1
  shift
fi

options=("$@")
has_filter=
for option in "$@"; do
  case $option in --filter | --filter=* | --filter:* | --filter-uid | --filter-uid=*) has_filter=yes ;; esac
done

passed=0 failed=0 skipped=0
table=()

# What runs an application: another platform's runtime or this one's.
host=(dotnet)

# number LOG WORD: prints a number of the run's summary; prints nothing if the run ended before it.
number() { sed -n "/^Test run summary/,\$s/^ *$2: *\([0-9][0-9]*\).*/\1/p" "$1" | tail -n 1; }

# A runner that hangs in C code does not end by itself.
limited() { if command -v timeout > /dev/null; then timeout --foreground --kill-after=30s "$time_limit" "$@"; else "$@"; fi; }

# Writes the processor time of all child processes, in seconds, into 'cpu'. It uses a file, because $(times) would report
# another shell.
measure_cpu() {
  times > "$logs/times"
  cpu=$(sed -n '2{s/[ms]/ /g;p}' "$logs/times" | awk '{ printf "%d", $1 * 60 + $2 + $3 * 60 + $4 }')
}

# enter NAME LOG GOOD BAD LEFT SECONDS CPU: adds a run to the sums and to the table.
enter() {
  passed=$((passed + $3)) failed=$((failed + $4)) skipped=$((skipped + $5))
  table+=("$(printf '%-58s %6d passed %4d failed %4d skipped %6d s %6d s of processor time' "$1" "$3" "$4" "$5" "$6" "$7")")
  # A skipped test's reason is the line after its name.
  [[ -z $2 ]] || awk '/^skipped / { getline; sub(/^ +/, ""); print ($0 == "" ? "no reason" : $0) }' "$2" >> "$logs/reasons"
}

run() { # NAME on|off FILTER [VARIABLE=VALUE]...
  local name=$1 mode=$2 selected=("${options[@]}") config=$runtime_config log report code good bad left listed seen wrong=()
  [[ -n $has_filter ]] || selected+=(--filter "$3")
  shift 3
  if [[ $mode == off ]]; then
    # The parser is the same with and without dynamic code, and so are modules and generated code.
    config=$no_dynamic_code
    set -- CFFI_FUZZ_SECONDS="${CFFI_FUZZ_SECONDS:-5}" "$@"
    [[ $lane != all ]] || set -- CFFI_API_COUNT="${CFFI_API_COUNT:-100}" CFFI_GENERATED_COUNT="${CFFI_GENERATED_COUNT:-100}" "$@"
    [[ $lane != nightly ]] || set -- CFFI_API_COUNT="${CFFI_API_COUNT:-300}" CFFI_PARTIAL_COUNT="${CFFI_PARTIAL_COUNT:-300}" \
      CFFI_API_UPCALLS_COUNT="${CFFI_API_UPCALLS_COUNT:-300}" CFFI_PARTIAL_UPCALLS_COUNT="${CFFI_PARTIAL_UPCALLS_COUNT:-300}" CFFI_GENERATED_COUNT="${CFFI_GENERATED_COUNT:-1000}" "$@"
  fi
  log=$logs/$(tr -cs 'A-Za-z0-9_\n' - <<< "$name").log
  report=${log%.log}.report
  rm -f "$log" "$report"
  echo "== $name =="
  listed=$(limited "${host[@]}" exec --runtimeconfig "$config" "$output/Cffi.Tests.dll" --no-ansi --list-tests "${selected[@]}" \
    < /dev/null 2>&1 | sed -n 's/.*found \([0-9][0-9]*\) test.*/\1/p' | tail -n 1)
  measure_cpu
  local start=$SECONDS cpu_before=$cpu
  limited env CFFI_DYNAMIC_CODE="$mode" CFFI_RUN_REPORT="$PWD/$report" "$@" \
    "${host[@]}" exec --runtimeconfig "$config" "$output/Cffi.Tests.dll" \
    --no-ansi --progress off --show-stdout All --results-directory "$logs" "${selected[@]}" < /dev/null 2>&1 | tee "$log"
  code=${PIPESTATUS[0]}
  measure_cpu
  good=$(number "$log" succeeded) bad=$(number "$log" failed) left=$(number "$log" skipped)
  seen=$((${good:-0} + ${bad:-0} + ${left:-0}))
  [[ $code -ne 124 && $code -ne 137 ]] || wrong+=("it was ended after $time_limit")
  if [[ -z $good || -z $bad || -z $left ]]; then
    wrong+=("it ended early, exit code $code")
  elif [[ $code -ne 0 && $bad -eq 0 ]]; then
    wrong+=("its exit code is $code")
  fi
  if [[ ${listed:-0} -eq 0 ]]; then
    wrong+=('its filter selects no test')
  elif [[ $seen -ne $listed ]]; then
    wrong+=("its filter selects $listed tests, and $seen have run")
  fi
  if [[ $seen -gt 0 && $seen -eq ${left:-0} ]]; then
    wrong+=('all of its tests were skipped')
  fi
  if sed -n 's/.*discovered \([0-9]*\) of \([0-9]*\) NUnit.*/\1 \2/p' "$log" | awk '$1 < $2 { found = 1 } END { exit !found }'; then
    wrong+=('it left out tests that are marked explicit')
  fi
  if ! grep -qx "dynamic code $mode" "$report" 2> /dev/null; then
    wrong+=("it does not say that it was with dynamic code $mode")
  fi
  if [[ ${#wrong[@]} -gt 0 ]]; then
    printf 'The run "%s" counts as a failure: %s.\n' "$name" "${wrong[@]}" | tee -a "$log"
    bad=$((${bad:-0} + 1))
  fi
  enter "$name" "$log" "${good:-0}" "${bad:-0}" "${left:-0}" $((SECONDS - start)) $((cpu - cpu_before))
}

# not_run NAME REASON: a step that cannot run here, counted as one skipped test.
not_run() {
  echo "== $1 ==" && echo "skipped: $2"
  echo "$2" >> "$logs/reasons"
  enter "$1" '' 0 0 1 0 0
}

# run_foreign RID FILTER [VARIABLE=VALUE]...: the same on another platform.
run_foreign() {
  local rid=$1 filter=$2 reason
  shift 2
  reason=$(eng/platforms/setup.sh "$rid" < /dev/null 2>&1)
  case $? in
    0) ;;
    77) not_run "$rid" "$(tail -n 1 <<< "$reason")"; return ;;
    *) echo "$reason"; echo "eng/platforms/setup.sh $rid has failed: it counts as a failure."; enter "$rid" '' 0 1 0 0 0; return ;;
  esac
  host=("$PWD/eng/platforms/run.sh" "$rid")
  # Each platform has its own compilers.
  run "$rid" on "$filter" CFFI_COMPILED="$CFFI_COMPILED-$rid" "$@"
  host=(dotnet)
}

# The sanitizers' runtime must be the first library of the process. .NET handles SIGSEGV itself, and has its own stacks
# for signals; memory that it keeps to its end is not a leak.
run_sanitized() { # on|off
  local asan ubsan
  asan=$(gcc -print-file-name=libasan.so 2> /dev/null) ubsan=$(gcc -print-file-name=libubsan.so 2> /dev/null)
  if [[ $asan != /* || $ubsan != /* ]]; then
    not_run "sanitizers, dynamic code $1" 'gcc has no libasan.so or no libubsan.so'
    return
  fi
  run "sanitizers, dynamic code $1" "$1" "$sanitized" CFFI_SANITIZE=1 "LD_PRELOAD=$asan:$ubsan" \
    ASAN_OPTIONS=detect_leaks=0:handle_segv=0:use_sigaltstack=0:abort_on_error=1:allocator_may_return_null=1 \
    UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1
}

# Each target of eng/fuzz.sh counts as a test.
run_fuzzing() {
  local log=$logs/guided-fuzzing.log code start=$SECONDS cpu_before sums good bad
  echo '== guided fuzzing =='
  measure_cpu
  cpu_before=$cpu
  eng/fuzz.sh < /dev/null 2>&1 | tee "$log"
  code=${PIPESTATUS[0]}
  measure_cpu
  if [[ $code -eq 77 ]]; then
    not_run 'guided fuzzing' "$(tail -n 1 "$log")"
    return
  fi
  sums=$(sed -n '$s/^\([0-9]*\) passed, \([0-9]*\) failed$/\1 \2/p' "$log")
  read -r good bad <<< "$sums"
  if [[ -z $good || -z $bad || $((good + bad)) -eq 0 || ($code -ne 0 && $bad -eq 0) ]]; then
    echo "The guided fuzzing ended with exit code $code and no figures: it counts as a failure."
    bad=$((${bad:-0} + 1))
  fi
  enter 'guided fuzzing' '' "${good:-0}" "$bad" 0 $((SECONDS - start)) $((cpu - cpu_before))
}

finish() {
  if [[ ${#table[@]} -gt 0 ]]; then
    echo
    printf '%s\n' "${table[@]}"
  fi
  if [[ -s $logs/reasons ]]; then
    echo 'Skipped, by reason:'
    sort "$logs/reasons" | uniq -c | sort -rn
  fi
  echo "$passed passed, $failed failed, $skipped skipped"
  exit $((failed > 0))
}

mkdir -p "$logs"
rm -f "$logs/reasons"

# The runs of one lane share the output of the tests' C compilers; different lanes do not.
export CFFI_COMPILED=$PWD/$logs/compiled
rm -rf "$CFFI_COMPILED"

# An earlier failure, such as the installation of tools in continuous integration.
if [[ -n ${CFFI_FAILED_BEFORE:-} ]]; then
  echo "$CFFI_FAILED_BEFORE: it counts as a failure."
  failed=1
fi
if ! dotnet build Cffi.sln --configuration "$configuration" -warnaserror < /dev/null; then
  echo 'The build has failed: it counts as a failure, and no test has run.'
  failed=$((failed + 1))
  finish
fi

dynamic_code='"System.Runtime.CompilerServices.RuntimeFeature.IsDynamicCodeSupported"'
sed "s/\"configProperties\": {/& $dynamic_code: false,/" "$runtime_config" > "$no_dynamic_code"

case $lane in
  all)
    run 'dynamic code on' on "$usual"
    run 'dynamic code off' off "$usual$only_once"
    if [[ -z $has_filter ]]; then
      for rid in $other_platforms; do run_foreign "$rid" "$foreign_slice" "${few[@]}"; done
    fi
    ;;
  quick) run 'dynamic code on' on "$usual" ;;
  headers) run 'headers' on "$headers" ;;
  arm64) run_foreign linux-arm64 "$foreign" ;;
  musl) run_foreign linux-musl-x64 "$foreign" ;;
  aot) run 'NativeAOT' on 'FullyQualifiedName~NativeAotTests' ;;
  windows) run_foreign win-x64 "$foreign" ;;
  nightly)
    if [[ $half != platforms ]]; then
      run 'nightly, dynamic code on' on "$nightly"
      run 'nightly, dynamic code off' off "$nightly$only_once$nightly_once"
      if [[ -z $has_filter ]]; then run_fuzzing; else echo 'With a filter of your own there is no guided fuzzing.'; fi
    fi
    if [[ $half != here ]]; then
      for rid in $other_platforms; do
        # clang takes glibc's headers for musl.
        if [[ $rid == linux-musl-* ]]; then run_foreign "$rid" "$foreign_random&FullyQualifiedName!~clang" "${many[@]}"
        else run_foreign "$rid" "$foreign_random" "${many[@]}"; fi
      done
    fi
    ;;
  stress)
    export CFFI_DOWNCALLS_COUNT=${CFFI_DOWNCALLS_COUNT:-300} CFFI_RAW_COUNT=${CFFI_RAW_COUNT:-300} \
      CFFI_VARIADICS_COUNT=${CFFI_VARIADICS_COUNT:-100} CFFI_UPCALLS_COUNT=${CFFI_UPCALLS_COUNT:-300} \
      CFFI_CLANG_DOWNCALLS_COUNT=${CFFI_CLANG_DOWNCALLS_COUNT:-100} CFFI_CLANG_VARIADICS_COUNT=${CFFI_CLANG_VARIADICS_COUNT:-100} \
      CFFI_CLANG_UPCALLS_COUNT=${CFFI_CLANG_UPCALLS_COUNT:-100} CFFI_API_COUNT=${CFFI_API_COUNT:-50} \
      CFFI_PARTIAL_COUNT=${CFFI_PARTIAL_COUNT:-50} CFFI_GENERATED_COUNT=${CFFI_GENERATED_COUNT:-100}
    for setting in "${stress_settings[@]}"; do
      run "stress, $setting" on "$stress" "$setting"
    done
    # The runtime verifies its heap at each collection. With collections all the time, it would do little else.
    run 'stress, DOTNET_HeapVerify=1' on "$stress" DOTNET_HeapVerify=1
    run 'GC stress' on "$gc_stress" CFFI_STRESS_GC="${CFFI_STRESS_GC:-200}"
    run_sanitized on
    run_sanitized off
    ;;
esac
finish
