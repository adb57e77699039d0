#!/usr/bin/env bash
# Prepares a .NET runtime of another platform on x64 Debian, for eng/platforms/run.sh.
#
#   eng/platforms/setup.sh linux-arm64       qemu-user, Debian's libraries for Arm, the cross compiler
#   eng/platforms/setup.sh linux-musl-x64    musl; the C++ run time is Debian's, with a small library in between (musl-runtime.c)
#   eng/platforms/setup.sh win-x64           wine of Debian 13 (the one of Debian 12 does not end after exceptions), mingw's compilers
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

# Wine's packages are unpacked, not installed: nothing of them runs outside of eng/platforms/wine.sh.
unpack_wine() {
  local apt=$root/win-x64/apt system=$root/win-x64/system mirror options builtin in package
  mkdir -p "$apt/lists/partial" "$apt/archives/partial" "$apt/empty" "$system"
  : > "$apt/status"
  mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 'Label: Debian' | sort -u | head -n 1)
  [[ -n $mirror ]] || refuse 'apt has no source of Debian'
  echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror trixie main" > "$apt/sources.list"
  options=(-qq -o Dir::State::Lists="$apt/lists" -o Dir::State::Status="$apt/status" -o Dir::Cache="$apt" -o Dir::Etc::SourceList="$apt/sources.list"
    -o Dir::Etc::SourceParts="$apt/empty" -o Dir::Etc::Preferences=/dev/null -o Dir::Etc::PreferencesParts="$apt/empty" -o APT::Sandbox::User=root
    -o Acquire::Languages=none)
  apt-get "${options[@]}" update || refuse "the list of Debian 13's packages cannot be downloaded"
  apt-get "${options[@]}" install -y --no-install-recommends --download-only wine64 wine > /dev/null < /dev/null ||
    refuse "Debian 13's wine cannot be downloaded"
  for package in "$apt"/archives/*.deb; do dpkg -x "$package" "$system"; done
  # As the package's own script does: wine takes a file for its own only with this mark.
  builtin=$system/usr/lib/x86_64-linux-gnu/wine/x86_64-windows/zlib1.dll
  in=$system/usr/x86_64-w64-mingw32/lib/zlib1.dll
  { head -c 64 "$in" && printf 'Wine builtin DLL\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0' && tail -c +97 "$in"; } > "$builtin"
  for package in lib lib64; do ln -sfn "usr/$package" "$system/$package"; done
  # For tests of real libraries.
  cp "$in" "$root/win-x64/bin"
  rm -rf "$apt" "$system/usr/share/doc" "$system/usr/share/locale"
}

win_x64() {
  install gcc-mingw-w64-x86-64-win32 g++-mingw-w64-x86-64-win32
  unshare -m true 2> /dev/null || refuse 'a private mount namespace is not allowed here'
  make_root win-x64
  x86_64-w64-mingw32-gcc -O1 -municode -DVERSION="L\"$version\"" -o "$root/win-x64/dotnet.exe" "$here/muxer.c"
  x86_64-w64-mingw32-gcc -dumpspecs | sed 's/-lmsvcrt\b/-lucrt/g' > "$root/win-x64/ucrt.specs"
  gcc -O1 -o "$root/win-x64/compiler-proxy" "$here/compiler-proxy.c"
  mkdir -p "$root/win-x64/bin"
  local name
  for name in "$here/win-x64-bin"/*; do
    x86_64-w64-mingw32-gcc -O1 -o "$root/win-x64/bin/${name##*/}.exe" "$here/compiler-proxy.c" -lws2_32
  done
  # The threads of mingw, which its libraries load.
  cp /usr/x86_64-w64-mingw32/lib/libwinpthread-1.dll "$root/win-x64/bin"
  unpack_wine
  # Without these two, it would ask whether to download .NET Framework and a browser.
  WINEDLLOVERRIDES='mscoree,mshtml=' "$here/wine.sh" "$root/win-x64" wineboot -i > "$root/win-x64/wineboot.log" 2>&1
  "$here/wine.sh" "$root/win-x64" reg add 'HKCU\Environment' /f /v TEMP /d 'Z:\tmp' > /dev/null
  "$here/wine.sh" "$root/win-x64" reg add 'HKCU\Environment' /f /v TMP /d 'Z:\tmp' > /dev/null
}

case $rid in
  linux-arm64 | linux-musl-x64 | win-x64) ;;
  *) sed -n '2,/^set/{/^#/s/^# \{0,1\}//p}' "$0"; exit 2 ;;
esac
[[ -e $root/$rid/ready ]] && exit 0
[[ $(uname -sm) == 'Linux x86_64' ]] || refuse "$rid runs on x64 Linux only"
command -v apt-get > /dev/null || refuse "$rid needs Debian's packages"
[[ $(id -u) -eq 0 ]] || refuse "$rid needs the right to install packages"
rm -rf "${root:?}/$rid"
"${rid//-/_}"
touch "$root/$rid/ready"
