#!/usr/bin/env bash
# Measures the tests: plants bugs, one at a time, and counts the bugs that no test detects.
#
#   eng/mutate.sh AREA...     CallPlans, Layout, Constants, Literals, Preprocessing, Conversion, Calls, Executors, Stubs, Emission
#
# CFFI_MUTANTS is the number of mutants per area (60); CFFI_MUTANT_SEED (1) selects the sample. One build has all mutants of all
# areas, in a copy of the committed sources. The script runs all tests once without a mutant, and records which tests reach which
# mutants. For each mutant it runs only the tests that reach it, the fast ones first, and ends at the first test that fails.
# CFFI_MUTANT_JUDGES is the number of mutants that it judges at the same time (2). The script prints the survivors, the mutants
# that time out, and the sums of each area. It also writes them to artifacts/mutation. docs/mutation.md has the figures, and the
# reasons why some mutants survive.
set -uo pipefail
cd "$(dirname "$0")/.." || exit 1
export DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en
root=$PWD/artifacts/mutation
copy=$root/copy
count=${CFFI_MUTANTS:-60}
seed=${CFFI_MUTANT_SEED:-1}
judges=${CFFI_MUTANT_JUDGES:-2}
counts=(CFFI_FUZZ_SECONDS=2 CFFI_DOWNCALLS_COUNT=150 CFFI_RAW_COUNT=60 CFFI_UPCALLS_COUNT=150 CFFI_VARIADICS_COUNT=50 CFFI_API_COUNT=30 CFFI_PARTIAL_COUNT=30
  CFFI_CLANG_DOWNCALLS_COUNT=30 CFFI_CLANG_UPCALLS_COUNT=30 CFFI_CLANG_VARIADICS_COUNT=20 CFFI_LAYOUT_COUNT=1000 CFFI_GENERATED_COUNT=50 CFFI_GENERATED_RECORDS_COUNT=200
  CFFI_MODULES_COUNT=10 CFFI_DESCRIPTIONS_COUNT=2000 CFFI_TEXTS=300 CFFI_TYPES=2000 CFFI_SETS=200 CFFI_ARRAYS_COUNT=1200 CFFI_STRESS_GC=3
  CFFI_PASSING_COUNT=60 CFFI_CONSTANTS_COUNT=300 CFFI_EXPRESSIONS_COUNT=300 CFFI_MACROS_COUNT=300 CFFI_NAMES_COUNT=5 CFFI_LISTS_COUNT=50 CFFI_GENERATED_ARRAYS_COUNT=50)
# The tests that build packages and examples, and those of the scripts and the sources, do not run the mutants of this build.
# The halves of the other tests run at the same time when they are recorded.
usual='TestCategory!=Nightly&TestCategory!=Stress'
for name in Tests.Packaging Tests.Examples Tests.Lanes Tests.House Tests.Stress Tests.Corpus GenerationSpeedTests; do usual+="&FullyQualifiedName!~$name"; done
first_half='FullyQualifiedName~Tests.Api|FullyQualifiedName~Tests.Generation|FullyQualifiedName~Tests.Roslyn|FullyQualifiedName~Tests.Tool|FullyQualifiedName~Tests.Fuzz|FullyQualifiedName~Tests.CallPlans|FullyQualifiedName~Tests.PlanExecution'
second_half=${first_half//'~'/'!~'}
second_half=${second_half//'|'/'&'}

folder_of() { # AREA: its project and its folder
  case $1 in
    CallPlans | Layout) echo "Cffi.Core $1/" ;;
    Constants) echo 'Cffi.Parser Binding/Constants/' ;;
    Literals | Preprocessing) echo "Cffi.Parser $1/" ;;
    Conversion | Calls | Executors) echo "Cffi.Backend.Native $1/" ;;
    Stubs) echo 'Cffi.Modules Stubs/' ;;
    Emission) echo 'Cffi.Generator Emission/' ;;
    *) echo "mutate.sh: there is no area '$1'; see the first lines" >&2; return 1 ;;
  esac
}

# run NUMBER SECONDS FOLDER OPTION...: runs tests with the mutant. 0: all pass; 124 or 137: time out. Each run has a cache of its
# own, because a mutant can write wrong descriptions of modules.
run() {
  local number=$1 seconds=$2 folder=$3 status
  shift 3
  nice -n 19 env "${counts[@]}" CFFI_MUTANT="$number" CFFI_COMPILED="$root/compiled" XDG_CACHE_HOME="$folder/cache" timeout --kill-after=5s "$seconds" \
    dotnet exec "$copy/Cffi.Tests/bin/Release/net10.0/Cffi.Tests.dll" --no-ansi --progress off --results-directory "$folder" "$@" < /dev/null >> "$folder/log" 2>&1
  status=$?
  rm -rf "$folder/cache"
  return $status
}

# verdict_of STATUS: 2 is a test that fails, and a signal ends the process with 128 and its number. All else is a fault of the
# run: 8 is a set without a test.
verdict_of() {
  case $1 in
    0) echo survived ;;
    124 | 137) echo timeout ;;
    2 | 13[0-9]) echo killed ;;
    *) echo error ;;
  esac
}

tool() { dotnet exec "$root/tool/Cffi.Mutation.dll" "$@"; }
seconds() { echo $(($1 * 6 / 1000 + 60)); } # MILLISECONDS: the time limit of a run

# judge_fast NUMBER: the verdict of the fast tests on a mutant; open if other tests reach it too.
judge_fast() {
  local number=$1 folder=$root/runs/$1 set=0 time verdict=unreached
  mkdir -p "$folder"
  tool fast "$root/record" "$number" "$folder" > "$folder/sets" || { echo error; return; }
  while read -r time; do
    [[ $time != more ]] || { echo open; return; }
    set=$((set + 1))
    run "$number" "$(seconds "$time")" "$folder" --settings "$folder/$set.runsettings"
    verdict=$(verdict_of $?)
    [[ $verdict == survived ]] || break
  done < "$folder/sets"
  echo "$verdict"
}

# judge_rest NUMBER...: judges the mutants that the fast tests do not kill. All are active at once while all tests run. A mutant
# survives if none of its tests fails. Otherwise its tests that failed run with this mutant alone.
judge_rest() {
  local numbers number time
  [[ $# -gt 0 ]] || return 0
  numbers=$(IFS=,; echo "$*")
  run_halves "$numbers" rest
  if [[ $? -gt 2 ]]; then
    echo "the mutants $numbers end the tests together; judge them alone: $root/runs/rest-{first,second}/log"
    return 1
  fi
  for number in "$@"; do
    time=$(cat "$root"/runs/rest-{first,second}/log | tool failed "$root/record" "$number" "$numbers" "$root/runs/$number") || return 1
    if [[ -n $time ]]; then
      run "$number" "$(seconds "$time")" "$root/runs/$number" --settings "$root/runs/$number/failed.runsettings"
      verdict_of $? > "$root/runs/$number/verdict"
    elif [[ $(cat "$root/runs/$number/verdict") == open ]]; then
      echo survived > "$root/runs/$number/verdict"
    fi
  done
}

# run_halves NUMBERS NAME: runs all tests, as two processes. Returns the greater status.
run_halves() {
  local half filter process status greatest=0
  local -a processes=()
  for half in first second; do
    mkdir -p "$root/runs/$2-$half"
    filter=${half}_half
    CFFI_MUTANT_TRACE=${trace:+$root/runs/$2-$half/$trace} run "$1" 7200 "$root/runs/$2-$half" --filter "$usual&(${!filter})" &
    processes+=($!)
  done
  for process in "${processes[@]}"; do
    wait "$process"
    status=$?
    [[ $status -le $greatest ]] || greatest=$status
  done
  return $greatest
}

# plant AREA...: copies the sources, plants the mutants of all areas, and builds.
plant() {
  local area project folder first=1
  rm -rf "$root/copy" "$root/runs"
  mkdir -p "$copy"
  git archive HEAD | tar -x -C "$copy" || return 1
  # The examples do not matter here.
  sed -i 's#\.\./examples/\*/\*\.csproj;##' "$copy/Cffi.Tests/Cffi.Tests.csproj"
  for area in "$@"; do
    read -r project folder <<< "$(folder_of "$area")" || return 1
    [[ -n $project ]] || return 1
    rm -rf "${root:?}/$area"
    mkdir -p "$root/$area"
    tool plant "$copy/$project" "$folder" "$seed" "$count" "$first" "$root/$area/mutants.tsv" Cffi.Tests/bin/Release/net10.0 || return 1
    first=$((first + count))
  done
  tool switch > "$copy/Cffi.Core/Mutants.cs"
  tool recorder > "$copy/Cffi.Tests/Recorder.cs"
  dotnet build "$copy/Cffi.Tests/Cffi.Tests.csproj" --configuration Release -v quiet -p:TreatWarningsAsErrors=false -p:RunAnalyzers=false \
    -p:EnforceCodeStyleInBuild=false < /dev/null > "$root/build.log" 2>&1 || { grep 'error' "$root/build.log" | sort -u | head -20; return 1; }
}

# record: runs all tests without a mutant, and records which mutants they reach. They must pass.
record() {
  local trace=trace
  rm -rf "$root/runs" "$root/record"
  run_halves 0 record || { echo "some tests fail without a mutant: $root/runs/record-{first,second}/log"; return 1; }
  cat "$root"/runs/record-{first,second}/trace.tests > "$root/record"
}

# judge NUMBER...: writes the verdicts on these mutants.
judge() {
  local number verdict rest=()
  for number in "$@"; do
    [[ $(jobs -rp | wc -l) -lt $judges ]] || wait -n
    { verdict=$(judge_fast "$number"); echo "$verdict" > "$root/runs/$number/verdict"; } &
  done
  wait
  for number in "$@"; do
    [[ $(cat "$root/runs/$number/verdict") != @(open|survived|unreached) ]] || rest+=("$number")
  done
  judge_rest "${rest[@]}"
}

# report AREA: prints the survivors and the sums.
report() {
  local work=$root/$1 line verdict
  local -A sums=([killed]=0 [timeout]=0 [survived]=0 [unreached]=0 [open]=0 [error]=0)
  while IFS= read -r line; do
    verdict=$(cat "$root/runs/${line%%$'\t'*}/verdict")
    sums[$verdict]=$((sums[$verdict] + 1))
    printf '%s\t%s\n' "$verdict" "$line" >> "$work/verdicts.tsv"
    [[ $verdict == killed ]] || printf '%s\t%s\t%s\n' "$1" "$verdict" "$line"
  done < "$work/mutants.tsv"
  echo "$1: ${sums[killed]} killed and ${sums[timeout]} timed out of $(wc -l < "$work/mutants.tsv"), ${sums[survived]} survived, ${sums[unreached]} not reached by any test, seed $seed"
  [[ ${sums[open]} == 0 && ${sums[error]} == 0 ]]
}

# confirm: the tests that killed a mutant must pass when they run without a mutant.
confirm() {
  local folder=$root/runs/confirm time
  mkdir -p "$folder"
  time=$(cat "$root"/runs/[0-9]*/log | tool failed "$root/record" none none "$folder") || return 1
  [[ -n $time ]] || return 0
  run 0 "$(seconds "$time")" "$folder" --settings "$folder/failed.runsettings" || { echo "tests that killed a mutant fail without one: $folder/log"; return 1; }
}

[[ $# -gt 0 ]] || { sed -n '2,/^set/{/^#/s/^# \{0,1\}//p}' "$0"; exit 2; }
for area in "$@"; do folder_of "$area" > /dev/null || exit 2; done
dotnet build eng/Cffi.Mutation/Cffi.Mutation.csproj --configuration Release --output "$root/tool" -v quiet < /dev/null || exit 1
# The build of the tests also builds the assemblies that the mutated project refers to.
dotnet build Cffi.Tests/Cffi.Tests.csproj --configuration Release -v quiet < /dev/null || exit 1
plant "$@" && record || exit 1
mapfile -t numbers < <(for area in "$@"; do cut -f1 "$root/$area/mutants.tsv"; done)
judge "${numbers[@]}"
status=0
for area in "$@"; do report "$area" || status=1; done
confirm || status=1
exit $status
