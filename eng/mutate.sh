#!/usr/bin/env bash
# Measures the tests: plants bugs, one at a time, and counts the bugs that no test detects.
#
#   eng/mutate.sh AREA...     CallPlans, Layout, Constants, Literals, Preprocessing, Conversion, Calls, Stubs, Emission
#
# CFFI_MUTANTS is the number of mutants per area (60); CFFI_MUTANT_SEED (1) selects the sample. One build has all mutants of all
# areas, in a copy of the committed sources. The script runs the tests once for each mutant, and a run ends at the first test
# that fails. It runs the area's own tests first. If the mutant survives, it runs the wider tests. The script prints the
# survivors, the mutants that time out, and the sums of each area. It also writes them to artifacts/mutation.
# docs/mutation.md has the figures, and the reasons why some mutants survive.
set -uo pipefail
cd "$(dirname "$0")/.." || exit 1
export DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en
root=$PWD/artifacts/mutation
copy=$root/copy
count=${CFFI_MUTANTS:-60}
seed=${CFFI_MUTANT_SEED:-1}
own_counts=(CFFI_FUZZ_SECONDS=2 CFFI_DOWNCALLS_COUNT=150 CFFI_RAW_COUNT=60 CFFI_UPCALLS_COUNT=150 CFFI_VARIADICS_COUNT=50 CFFI_API_COUNT=30 CFFI_PARTIAL_COUNT=30
  CFFI_CLANG_DOWNCALLS_COUNT=30 CFFI_CLANG_UPCALLS_COUNT=30 CFFI_CLANG_VARIADICS_COUNT=20 CFFI_LAYOUT_COUNT=1000 CFFI_GENERATED_COUNT=50 CFFI_GENERATED_RECORDS_COUNT=200
  CFFI_MODULES_COUNT=10 CFFI_DESCRIPTIONS_COUNT=2000 CFFI_TEXTS=300 CFFI_TYPES=2000 CFFI_SETS=200 CFFI_ARRAYS_COUNT=1200 CFFI_STRESS_GC=3)
usual='TestCategory!=Nightly&TestCategory!=Stress'

describe() { # AREA: project, folder, own tests, wider tests
  case $1 in
    CallPlans) echo 'Cffi.Core#CallPlans/#FullyQualifiedName~Tests.CallPlans#FullyQualifiedName~Tests.Calls|FullyQualifiedName~Tests.Callbacks|FullyQualifiedName~RandomSignatureTests' ;;
    Layout) echo 'Cffi.Core#Layout/#FullyQualifiedName~Tests.Layout&FullyQualifiedName!~RandomLayout#FullyQualifiedName~Tests.Layout|FullyQualifiedName~Tests.Parsing|FullyQualifiedName~Tests.Declarations' ;;
    Constants) echo 'Cffi.Parser#Binding/Constants/#FullyQualifiedName~Tests.Parsing&FullyQualifiedName!~Hostile#FullyQualifiedName~Tests.Parsing.Hostile|FullyQualifiedName~Tests.Declarations|FullyQualifiedName~Tests.Fuzz|FullyQualifiedName~Tests.Conversion' ;;
    Literals) echo 'Cffi.Parser#Literals/#FullyQualifiedName~Tests.Parsing&FullyQualifiedName!~Hostile#FullyQualifiedName~Tests.Parsing.Hostile|FullyQualifiedName~Tests.Declarations|FullyQualifiedName~Tests.Fuzz|FullyQualifiedName~Tests.Conversion' ;;
    Preprocessing) echo 'Cffi.Parser#Preprocessing/#FullyQualifiedName~Tests.Parsing&FullyQualifiedName!~Hostile#FullyQualifiedName~Tests.Parsing.Hostile|FullyQualifiedName~Tests.Declarations|FullyQualifiedName~Tests.Fuzz|FullyQualifiedName~OneReadingTests' ;;
    Conversion) echo 'Cffi.Backend.Native#Conversion/#FullyQualifiedName~Tests.Conversion|FullyQualifiedName~Tests.Values#FullyQualifiedName~Tests.Calls|FullyQualifiedName~Tests.Memory|FullyQualifiedName~Tests.Dynamic|FullyQualifiedName~Tests.Callbacks' ;;
    Calls) echo 'Cffi.Backend.Native#Calls/#FullyQualifiedName~Tests.Calls#FullyQualifiedName~Tests.Callbacks|FullyQualifiedName~Tests.RealLibraries|FullyQualifiedName~BlockStubTests|FullyQualifiedName~Tests.Conversion' ;;
    Stubs) echo 'Cffi.Modules#Stubs/#FullyQualifiedName~BlockStubTests|FullyQualifiedName~Api.VerificationTests|FullyQualifiedName~Api.CompletionTests|FullyQualifiedName~Api.ConstantTests#FullyQualifiedName~Tests.Api&FullyQualifiedName!~Api.Cache&FullyQualifiedName!~Api.Description' ;;
    Emission) echo 'Cffi.Generator#Emission/#FullyQualifiedName~GoldenTests|FullyQualifiedName~EmitterTests#FullyQualifiedName~Tests.Generation' ;;
    *) echo "mutate.sh: there is no area '$1'; see the first lines" >&2; return 1 ;;
  esac
}

# try NUMBER SECONDS FILTER: 0 if the tests pass, 124 or 137 if they time out.
try() {
  nice -n 19 env "${own_counts[@]}" CFFI_MUTANT="$1" CFFI_COMPILED="$root/compiled" XDG_CACHE_HOME="$root/cache" timeout --kill-after=5s "$2" \
    dotnet exec "$copy/Cffi.Tests/bin/Release/net10.0/Cffi.Tests.dll" --no-ansi --progress off --settings "$root/stop.runsettings" \
    --results-directory "$work/results" --filter "$usual&($3)" < /dev/null > "$work/$1.log" 2>&1
}

# judge NUMBER: prints the verdict on a mutant.
judge() {
  local -i i status
  grep -qx "$1" "$work/reached" || { echo unreached; return; }
  for i in 0 1; do
    try "$1" "${limits[i]}" "${filters[i]}"
    status=$?
    case $status in
      0) ;;
      124 | 137) echo timeout; return ;;
      *) echo killed; return ;;
    esac
  done
  echo survived
}

# plant AREA...: copies the sources, plants the mutants of all areas, and builds.
plant() {
  local area project folder own wider first=1
  rm -rf "$root/copy"
  mkdir -p "$copy"
  git archive HEAD | tar -x -C "$copy" || return 1
  # The examples do not matter here.
  sed -i 's#\.\./examples/\*/\*\.csproj;##' "$copy/Cffi.Tests/Cffi.Tests.csproj"
  for area in "$@"; do
    IFS='#' read -r project folder own wider <<< "$(describe "$area")" || return 1
    [[ -n $project ]] || return 1
    rm -rf "${root:?}/$area"
    mkdir -p "$root/$area"
    dotnet exec "$root/tool/Cffi.Mutation.dll" "$copy/$project" "$folder" "$seed" "$count" "$first" "$root/$area/mutants.tsv" Cffi.Tests/bin/Release/net10.0 || return 1
    first=$((first + count))
  done
  dotnet exec "$root/tool/Cffi.Mutation.dll" switch > "$copy/Cffi.Core/Mutants.cs"
  dotnet build "$copy/Cffi.Tests/Cffi.Tests.csproj" --configuration Release -v quiet -p:TreatWarningsAsErrors=false -p:RunAnalyzers=false \
    -p:EnforceCodeStyleInBuild=false < /dev/null > "$root/build.log" 2>&1 || { grep 'error' "$root/build.log" | sort -u | head -20; return 1; }
}

measure() { # AREA
  local area=$1 project folder own wider work=$root/$1 number place kind from to verdict start
  local -A sums=([killed]=0 [timeout]=0 [survived]=0 [unreached]=0)
  local -a filters limits=()
  local -i i
  IFS='#' read -r project folder own wider <<< "$(describe "$area")"
  filters=("$own" "$wider")

  # Without a mutant all tests must pass; they record which mutants they reach. The time limit is six times the time of this run.
  for i in 0 1; do
    start=$SECONDS
    CFFI_MUTANT_TRACE=$work/reached try 0 1800 "${filters[i]}" || { echo "$area: the tests of '${filters[i]}' fail without a mutant, or are none: $work/0.log"; return 1; }
    limits[i]=$(((SECONDS - start) * 6 + 60))
  done
  echo "$area: limits of ${limits[*]} seconds"
  while IFS=$'\t' read -r number place kind from to; do
    start=$SECONDS
    verdict=$(judge "$number")
    sums[$verdict]=$((sums[$verdict] + 1))
    printf '%s\t%s\t%s\t%s\t%s\t%s\t%s s\n' "$verdict" "$number" "$place" "$kind" "$from" "$to" "$((SECONDS - start))" >> "$work/verdicts.tsv"
    [[ $verdict == killed ]] || echo "$area $number $verdict: $place: $from => $to"
  done < "$work/mutants.tsv"
  echo "$area: ${sums[killed]} killed and ${sums[timeout]} timed out of $(wc -l < "$work/mutants.tsv"), ${sums[survived]} survived, ${sums[unreached]} not reached by the area's tests, seed $seed"
}

[[ $# -gt 0 ]] || { sed -n '2,/^set/{/^#/s/^# \{0,1\}//p}' "$0"; exit 2; }
dotnet build eng/Cffi.Mutation/Cffi.Mutation.csproj --configuration Release --output "$root/tool" -v quiet < /dev/null || exit 1
# The build of the tests also builds the assemblies that the mutated project refers to.
dotnet build Cffi.Tests/Cffi.Tests.csproj --configuration Release -v quiet < /dev/null || exit 1
echo '<RunSettings><NUnit><StopOnError>true</StopOnError></NUnit></RunSettings>' > "$root/stop.runsettings"
plant "$@" || exit 1
status=0
for area in "$@"; do measure "$area" || status=1; done
exit $status
