#!/usr/bin/env bash
# Runs a program with the wine that eng/platforms/setup.sh has unpacked into a folder:
#
#   eng/platforms/wine.sh FOLDER PROGRAM ARGUMENT...
#
# The mounts are in a namespace of their own, which ends with the program and with wine's server.
set -euo pipefail
folder=$1
shift
export WINEPREFIX=$folder/prefix WINESERVER=/usr/lib/wine/wineserver64 WINELOADER=/usr/lib/wine/wine64 WINEDEBUG=${WINEDEBUG:--all} DISPLAY= XDG_RUNTIME_DIR=/tmp
exec unshare -m bash -c '
  set -e
  system=$1 folder=$2 here=$PWD top=/$(cut -d/ -f2 <<< "$PWD") own=/$(cut -d/ -f2 <<< "$2")
  shift 2
  mkdir -p "$system/proc" "$system/dev"
  mount -t proc proc "$system/proc"
  mount --rbind /dev "$system/dev"
  for shared in $(printf "%s\n" /tmp "$top" "$own" | sort -u); do mkdir -p "$system$shared" && mount --rbind "$shared" "$system$shared"; done
  exec unshare --root="$system" --wd="$here" /usr/lib/wine/wine64 "$@"' bash "$folder/system" "$folder" "$@"
