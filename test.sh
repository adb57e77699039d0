#!/usr/bin/env bash
# Builds everything and runs the tests twice: with dynamic code, and without it as under NativeAOT.
#
#   ./test.sh                     the whole suite, both ways (packages and the build once)
#   ./test.sh quick               the same with dynamic code only
#   ./test.sh nightly             the long random tests, both ways
#   ./test.sh stress              calls, callbacks and conversions, with fewer random cases, in the JIT's and the
#                                 collector's modes, one after the other
#   ./test.sh headers             the system's headers through the parser, with figures
#   ./test.sh --filter EXPRESSION what the expression selects, both ways ('./test.sh quick --filter ...' for one);
#                                 options go on to the test runner
#
# The last line is "N passed, N failed, N skipped", added up over the runs. The log of each run stays in TestResults/.
set -uo pipefail
cd "$(dirname "$0")" || exit 1
export DOTNET_CLI_UI_LANGUAGE=en DOTNET_NOLOGO=1

configuration=Release
output=Cffi.Tests/bin/$configuration/net10.0
runtime_config=$output/Cffi.Tests.runtimeconfig.json
no_dynamic_code=$output/Cffi.Tests.no-dynamic-code.runtimeconfig.json
logs=TestResults
modes='on off'
filter='TestCategory!=Nightly'
time_limit=20m
settings=()

# DOTNET_GCStress works too, but makes a minute of a second: collections all the time stand in for it here.
stress_settings=(
  DOTNET_TieredCompilation=0 DOTNET_TieredPGO=0 DOTNET_ReadyToRun=0 DOTNET_TC_QuickJitForLoops=0
  DOTNET_gcServer=1 DOTNET_gcConservative=1 DOTNET_GCgen0size=0x10000 CFFI_STRESS_COLLECT=1
  DOTNET_EnableWriteXorExecute=0 DOTNET_EnableWriteXorExecute=1 DOTNET_EnableAVX=0
)

# Not the leaks: what the runtime keeps for itself differs with these settings, and is more than the tests allow for.
stress_filter='TestCategory!=Nightly&(FullyQualifiedName~Tests.Calls|FullyQualifiedName~Tests.Callbacks|FullyQualifiedName~Tests.Conversion|FullyQualifiedName~Tests.Memory|FullyQualifiedName~Tests.RealLibraries|FullyQualifiedName~Tests.Stress)&FullyQualifiedName!~LeakTests'

case ${1:-} in
  '') ;;
  quick) modes=on; shift ;;
  stress) modes= settings=("${stress_settings[@]}"); filter=$stress_filter; shift ;;
  nightly) filter='TestCategory=Nightly'; time_limit=120m; shift ;;
  headers) modes=on; filter='TestCategory=Headers'; shift ;;
  -h | --help) sed -n '2,/^set/{/^#/s/^# \{0,1\}//p}' "$0"; exit 0 ;;
  -*) ;;
  *) echo "test.sh: '$1' is not known; see ./test.sh --help" >&2; exit 2 ;;
esac
selection=("$@") selection_off=("$@")
if [[ " $* " != *' --filter '* ]]; then
  # What makes packages and bindings runs other processes: how this one runs does not matter to them.
  selection+=(--filter "$filter")
  selection_off+=(--filter "$filter&FullyQualifiedName!~Tests.Packaging&FullyQualifiedName!~Tests.Roslyn&FullyQualifiedName!~Tests.Tool")
fi

passed=0 failed=0 skipped=0

# number LOG WORD: what the run's own summary says; nothing when the run did not come that far.
number() { sed -n "/^Test run summary/,\$s/^ *$2: *\([0-9][0-9]*\).*/\1/p" "$1" | tail -n 1; }

# A runner that hangs in C code does not end by itself.
limited() { if command -v timeout > /dev/null; then timeout --foreground --kill-after=30s "$time_limit" "$@"; else "$@"; fi; }

run() { # on|off [SETTING]
  local config=$runtime_config name="dynamic code $1${2:+, $2}" log code good bad left
  log=$logs/$(tr -cs 'A-Za-z0-9_\n' - <<< "$name").log
  local fuzz_seconds=${CFFI_FUZZ_SECONDS:-} selected=("${selection[@]}")
  if [[ $1 == off ]]; then
    # The parser is the same with and without dynamic code.
    config=$no_dynamic_code fuzz_seconds=${fuzz_seconds:-5} selected=("${selection_off[@]}")
  fi
  echo "== $name =="
  CFFI_DYNAMIC_CODE=$1 CFFI_FUZZ_SECONDS=$fuzz_seconds limited dotnet exec --runtimeconfig "$config" "$output/Cffi.Tests.dll" \
    --no-ansi --progress off --show-stdout All --results-directory "$logs" "${selected[@]}" < /dev/null 2>&1 | tee "$log"
  code=${PIPESTATUS[0]}
  good=$(number "$log" succeeded) bad=$(number "$log" failed) left=$(number "$log" skipped)
  if [[ -z $good || -z $bad || -z $left ]]; then
    echo "The run with $name ended early, exit code $code: it counts as a failure."
    bad=$((${bad:-0} + 1))
  elif [[ $code -ne 0 && $bad -eq 0 ]]; then
    echo "The run with $name ended with exit code $code: it counts as a failure."
    bad=1
  fi
  passed=$((passed + ${good:-0})) failed=$((failed + bad)) skipped=$((skipped + ${left:-0}))
}

finish() {
  echo "$passed passed, $failed failed, $skipped skipped"
  exit $((failed > 0))
}

mkdir -p "$logs"
if ! dotnet build Cffi.sln --configuration "$configuration" -warnaserror < /dev/null; then
  failed=1
  finish
fi

dynamic_code='"System.Runtime.CompilerServices.RuntimeFeature.IsDynamicCodeSupported"'
sed "s/\"configProperties\": {/& $dynamic_code: false,/" "$runtime_config" > "$no_dynamic_code"

for mode in $modes; do
  run "$mode"
done

if [[ ${#settings[@]} -gt 0 ]]; then
  export CFFI_DOWNCALLS_COUNT=${CFFI_DOWNCALLS_COUNT:-300} CFFI_RAW_COUNT=${CFFI_RAW_COUNT:-300} \
    CFFI_VARIADICS_COUNT=${CFFI_VARIADICS_COUNT:-100} CFFI_UPCALLS_COUNT=${CFFI_UPCALLS_COUNT:-300} \
    CFFI_CLANG_DOWNCALLS_COUNT=${CFFI_CLANG_DOWNCALLS_COUNT:-100} CFFI_CLANG_VARIADICS_COUNT=${CFFI_CLANG_VARIADICS_COUNT:-100} \
    CFFI_CLANG_UPCALLS_COUNT=${CFFI_CLANG_UPCALLS_COUNT:-100}
  for setting in "${settings[@]}"; do
    export "${setting?}"
    run on "$setting"
    unset "${setting%%=*}"
  done
fi
finish
