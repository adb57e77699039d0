#!/usr/bin/env bash
# Makes the packages: Cffi, Cffi.Core and Cffi.Parser with their symbols. The folder can be used as a feed.
#
#   eng/pack.sh [FOLDER] [OPTION...]     by default artifacts/packages; options are passed to 'dotnet pack'
set -euo pipefail
cd "$(dirname "$0")/.."

folder=${1:-artifacts/packages}
mkdir -p "$folder"
rm -f "$folder"/Cffi*.nupkg "$folder"/Cffi*.snupkg
for project in Cffi.Core Cffi.Parser Cffi; do
  dotnet pack "$project" --configuration Release --output "$folder" --verbosity quiet "${@:2}" < /dev/null
done
ls -l "$folder"
