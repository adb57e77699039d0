#!/usr/bin/env bash
# Shows that tests are skipped, and do not fail, if one tool or library is missing:
#
#   eng/hide-tools.sh            hides each of them, one at a time
#   eng/hide-tools.sh NAME...    clang, tcc, arm64, mingw, musl, qemu, pkg-config, glib, libuv, expat, sqlite, zlib, x11, afl
#
# After a build of Cffi.Tests, the tests that need a tool run with a temporary view of /usr that does not have the tool's
# files. This needs root and overlayfs. The script fails if a test fails, or if no test is skipped because of the tool.
set -uo pipefail
cd "$(dirname "$0")/.." || exit 1
export DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en
output=$PWD/Cffi.Tests/bin/Release/net10.0
work=$PWD/artifacts/hidden

# describe NAME: the files to hide, the test classes that need them, and a word of the reason in skipped tests.
describe() {
  case $1 in
    clang) echo 'bin/clang* bin/zig#Tests.Layout RandomDowncallTests RandomUpcallTests NarrowArgumentTests ConventionTests RenewalTests ObjectFileTests WideNumberTests BlockStubTests CffiBehaviourTests RandomPassingTests RandomModuleTests VerificationTests CompletionTests ConstantTests ModuleTests CompilerTests CommandLineTests CrossCompilerTests BinaryPlatformTests PlanExecutionTests#clang' ;;
    tcc) echo 'bin/tcc bin/*-tcc#VerificationTests CompletionTests ConstantTests ModuleTests CompilerTests CommandLineTests#tcc' ;;
    arm64) echo 'bin/aarch64-linux-gnu-*#CrossCompilerTests OutOfLineTests SeveralPlatformsTests RandomModuleTests RandomLayoutTests LanguageTests CommandLineTests CompilerTests PlanExecutionTests#aarch64-linux-gnu-gcc' ;;
    mingw) echo 'bin/x86_64-w64-mingw32-*#CrossCompilerTests OutOfLineTests SeveralPlatformsTests CompilerTests CommandLineTests PlanExecutionTests#x86_64-w64-mingw32-gcc' ;;
    musl) echo 'bin/*musl-gcc#CrossCompilerTests LanguageTests PlanExecutionTests#musl-gcc' ;;
    qemu) echo 'bin/qemu-*#SeveralPlatformsTests PlanExecutionTests#qemu-aarch64' ;;
    pkg-config) echo 'bin/pkg-config bin/*-pkg-config bin/pkgconf#PackageTests SeveralPlatformsTests#pkg-config' ;;
    glib) echo 'include/glib-2.0 lib/*/libglib-2.0*#LibraryCallbackTests#libglib' ;;
    libuv) echo 'include/uv include/uv.h lib/*/libuv*#LibraryCallbackTests#libuv' ;;
    expat) echo 'include/expat* lib/*/libexpat*#LibraryCallbackTests#libexpat' ;;
    sqlite) echo 'include/sqlite3* lib/*/libsqlite3*#LibraryCallbackTests#sqlite3' ;;
    zlib) echo 'include/zlib.h include/zconf.h lib/*/libz.a lib/*/libz.so lib/*/pkgconfig/zlib.pc#PackageTests zlib#zlib' ;;
    x11) echo 'include/X11 lib/*/libX11.*#large-api#Xlib' ;;
    afl) echo 'bin/afl-*##afl-fuzz' ;;
    *) echo "hide-tools.sh: '$1' is not known; see the first lines" >&2; return 1 ;;
  esac
}

# Runs in a separate mount namespace: FILES COMMAND...
if [[ ${1:-} == --without ]]; then
  files=$2
  shift 2
  mount -t tmpfs none "$work/layer" && mkdir "$work/layer/upper" "$work/layer/work" || exit 1
  mount -t overlay overlay -o "lowerdir=/usr,upperdir=$work/layer/upper,workdir=$work/layer/work" /usr || exit 1
  # shellcheck disable=SC2086 # patterns
  (cd /usr && rm -rf $files)
  exec "$@"
fi

hide() { # NAME
  local files classes word log=$work/$1.log filter code command skipped failed
  IFS='#' read -r files classes word <<< "$(describe "$1")"
  [[ -n $files ]] || return 1
  filter=$(sed 's/[^ ][^ ]*/FullyQualifiedName~&/g; s/ /|/g' <<< "$classes")
  command=(dotnet exec "$output/Cffi.Tests.dll" --no-ansi --progress off --results-directory "$work" --filter "TestCategory!=Nightly&($filter)")
  [[ -n $classes ]] || command=(eng/fuzz.sh)
  unshare -m "$0" --without "$files" "${command[@]}" < /dev/null > "$log" 2>&1
  code=$?
  if [[ -z $classes ]]; then
    [[ $code -eq 77 ]] && grep -q "$word" "$log" && echo "$1: not run, and says so" && return 0
    echo "$1: exit code $code: $log"
    return 1
  fi
  failed=$(sed -n 's/^ *failed: *\([0-9]*\)$/\1/p' "$log" | tail -n 1)
  skipped=$(awk '/^skipped / { getline; print }' "$log" | grep -c -- "$word")
  echo "$1: ${failed:-no} failed, $skipped skipped for its sake, exit code $code: $log"
  [[ $failed == 0 && $code -eq 0 && $skipped -gt 0 ]] || { grep '^failed ' "$log"; return 1; }
}

if [[ $(id -u) -ne 0 ]] || ! unshare -m true 2> /dev/null; then
  echo 'hide-tools.sh: needs root and unshare' >&2
  exit 77
fi
mkdir -p "$work/layer"
names=("$@")
[[ $# -gt 0 ]] || names=(clang tcc arm64 mingw musl qemu pkg-config glib libuv expat sqlite zlib x11 afl)
status=0
for name in "${names[@]}"; do hide "$name" || status=1; done
exit $status
