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
export PATH=$here/$rid-bin:$PATH
case $rid in
  linux-arm64)
    # The emulator does not see code that is written through a second mapping.
    export DOTNET_EnableWriteXorExecute=0
    exec qemu-aarch64-static -L "$root/linux-arm64/system" "$root/linux-arm64/dotnet" "$@"
    ;;
  linux-musl-x64) exec "$root/linux-musl-x64/dotnet" "$@" ;;
  *) echo "run.sh: there is no platform '$rid'" >&2; exit 2 ;;
esac
