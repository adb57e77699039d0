#!/usr/bin/env bash
# Prepares a .NET runtime of another platform on x64 Debian, for eng/platforms/run.sh.
#
#   eng/platforms/setup.sh linux-arm64       qemu-user, Debian's libraries for Arm, the cross compiler
#   eng/platforms/setup.sh linux-musl-x64    musl; the C++ run time is Debian's, with a small library in between (musl-runtime.c)
#
# All of it is in artifacts/platforms, or in the folder CFFI_PLATFORMS. What is there already is not made again. If something cannot be installed,
# the last line of the output says what, and the exit code is 77.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=${CFFI_PLATFORMS:-$here/../../artifacts/platforms}
mkdir -p "$root"
root=$(cd "$root" && pwd)
rid=${1:-}

refuse() { echo "$1"; exit 77; }

# install PACKAGE...
install() {
  local packages=() package
  for package in "$@"; do dpkg -s "$package" > /dev/null 2>&1 || packages+=("$package"); done
  [[ ${#packages[@]} -gt 0 ]] || return 0
  apt-get install -y -qq --no-install-recommends "${packages[@]}" > /dev/null < /dev/null || refuse "${packages[*]} cannot be installed"
}

# make_root RID: a dotnet root made of the runtime pack, without its muxer. Sets 'version'.
make_root() {
  local work pack packages target
  work=$(mktemp -d)
  cp "$here/packs.csproj" "$work"
  dotnet restore "$work/packs.csproj" -r "$1" -v quiet < /dev/null || refuse "the .NET runtime for $1 cannot be downloaded"
  packages=$(dotnet nuget locals global-packages --list | sed 's/^[^:]*: //')
  version=$(sed -n 's|.*"version": "\[\(10[^,]*\), .*|\1|p' "$work/obj/project.assets.json" | head -n 1)
  rm -rf "$work"
  pack=$packages/microsoft.netcore.app.runtime.$1/$version/runtimes/$1
  [[ -n $version && -d $pack ]] || refuse "the .NET runtime for $1 is not in $packages"
  target=$root/$1/shared/Microsoft.NETCore.App/$version
  mkdir -p "$target" "$root/$1/host/fxr/$version"
  cp "$pack"/lib/net10.0/* "$pack"/native/* "$target"
  cp "$pack"/native/*hostfxr* "$root/$1/host/fxr/$version"
}

linux_arm64() {
  install qemu-user-static gcc-aarch64-linux-gnu libc6-dev-arm64-cross
  make_root linux-arm64
  aarch64-linux-gnu-gcc -O1 -DVERSION="\"$version\"" -o "$root/linux-arm64/dotnet" "$here/muxer.c" -ldl
  dpkg --print-foreign-architectures | grep -qx arm64 || { dpkg --add-architecture arm64 && apt-get update -qq; }
  mkdir -p "$root/linux-arm64/packages" "$root/linux-arm64/system"
  (
    cd "$root/linux-arm64/packages"
    apt-get download -qq libc6:arm64 libc6-dev:arm64 libc-bin:arm64 linux-libc-dev:arm64 libgcc-s1:arm64 libgcc-12-dev:arm64 libstdc++6:arm64 \
      libstdc++-12-dev:arm64 zlib1g:arm64 zlib1g-dev:arm64 libcrypt1:arm64 libcrypt-dev:arm64 libssl3:arm64 > /dev/null 2>&1
  ) || refuse "Debian's libraries for Arm cannot be downloaded"
  for package in "$root"/linux-arm64/packages/*.deb; do dpkg -x "$package" "$root/linux-arm64/system"; done
  qemu-aarch64-static -L "$root/linux-arm64/system" "$root/linux-arm64/system/sbin/ldconfig" -r "$root/linux-arm64/system"
}

# The libraries are found by the search path of the muxer, which child processes do not inherit.
linux_musl_x64() {
  install musl musl-tools
  make_root linux-musl-x64
  local libraries=$root/linux-musl-x64/libraries
  mkdir -p "$libraries"
  cp -L /usr/lib/x86_64-linux-gnu/libstdc++.so.6 "$libraries"
  cp -L /lib/x86_64-linux-gnu/libgcc_s.so.1 "$libraries/libgcc_s_real.so.1"
  ln -sf /lib/ld-musl-x86_64.so.1 "$libraries/libc.musl-x86_64.so.1"
  ln -sf /lib/ld-musl-x86_64.so.1 "$libraries/ld-linux-x86-64.so.2"
  local empty
  empty=$(mktemp -d)
  musl-gcc -x c -shared -fPIC -Wl,-soname,libgcc_s_real.so.1 -o "$empty/libgcc_s_real.so.1" /dev/null
  musl-gcc -O2 -shared -fPIC -Wl,-soname,libgcc_s.so.1 -o "$libraries/libgcc_s.so.1" "$here/musl-runtime.c" -Wl,--no-as-needed "$empty/libgcc_s_real.so.1"
  rm -rf "$empty"
  musl-gcc -O1 -DVERSION="\"$version\"" -Wl,-rpath,"$libraries" -o "$root/linux-musl-x64/dotnet" "$here/muxer.c"
}

case $rid in
  linux-arm64 | linux-musl-x64) ;;
  *) sed -n '2,/^set/{/^#/s/^# \{0,1\}//p}' "$0"; exit 2 ;;
esac
[[ -e $root/$rid/ready ]] && exit 0
[[ $(uname -sm) == 'Linux x86_64' ]] || refuse "$rid runs on x64 Linux only"
command -v apt-get > /dev/null || refuse "$rid needs Debian's packages"
[[ $(id -u) -eq 0 ]] || refuse "$rid needs the right to install packages"
rm -rf "${root:?}/$rid"
"${rid//-/_}"
touch "$root/$rid/ready"
