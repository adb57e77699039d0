#!/usr/bin/env bash
# Runs the .NET of another platform, which eng/platforms/setup.sh has prepared:
#
#   eng/platforms/run.sh RID exec APP.dll ...
#
# C compilers that the program starts compile for that platform.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "${CFFI_PLATFORMS:-$here/../../artifacts/platforms}" && pwd)
rid=$1
shift
[[ $rid == win-* ]] || export PATH=$here/$rid-bin:$PATH
case $rid in
  linux-arm64)
    # The emulator does not see code that is written through a second mapping.
    export DOTNET_EnableWriteXorExecute=0
    exec qemu-aarch64-static -L "$root/linux-arm64/system" "$root/linux-arm64/dotnet" "$@"
    ;;
  linux-musl-x64) exec "$root/linux-musl-x64/dotnet" "$@" ;;
  win-x64)
    # With it, the runtime fails under wine.
    export DOTNET_EnableWriteXorExecute=0
    export CFFI_UCRT_SPECS=$root/win-x64/ucrt.specs WINEPATH="Z:$root/win-x64/bin;Z:$root/win-x64"
    # Paths of Linux are on the drive Z.
    for variable in CFFI_COMPILED CFFI_RUN_REPORT; do [[ -z ${!variable:-} ]] || export "$variable=Z:${!variable}"; done
    exec "$root/win-x64/compiler-proxy" "$here/win-x64-bin" "$here/wine.sh" "$root/win-x64" "$root/win-x64/dotnet.exe" "$@"
    ;;
  *) echo "run.sh: there is no platform '$rid'" >&2; exit 2 ;;
esac
