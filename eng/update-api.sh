#!/usr/bin/env bash
# Writes the public surface of each project that is packed into its PublicAPI.Shipped.txt, and that of Cffi.Interop, which
# generated code calls, into PublicAPI.Shipped.Interop.txt. The build compares the sources with these files, so a review
# of a change to the surface reads the change to the files.
set -euo pipefail
cd "$(dirname "$0")/.."
export DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en LC_ALL=C
symbols=$(mktemp)
trap 'rm -f "$symbols"' EXIT

# Empties the files first, so that the analyzer reports every public symbol, once per target framework.
for project in Cffi.Core Cffi.Parser Cffi.Modules Cffi.Backend.Native; do
  for file in "$project"/PublicAPI.*.txt; do echo '#nullable enable' > "$file"; done
  dotnet build "$project/$project.csproj" --configuration Release --no-incremental -p:TreatWarningsAsErrors=false -p:BuildProjectReferences="${first:-true}" \
    -clp:NoSummary < /dev/null | sed -n "s/.*warning RS0016: Symbol '\(.*\)' is not part of the declared public API.*/\1/p" | sort -u > "$symbols"
  first=false
  if [[ ! -s $symbols ]]; then echo "update-api.sh: the analyzer reports no symbol of $project" >&2; exit 1; fi
  # Only net10.0 forwards types, so these have a separate file.
  if grep -q '(forwarded' "$symbols"; then
    { echo '#nullable enable'; grep '(forwarded' "$symbols"; } > "$project/PublicAPI.Shipped.net10.0.txt"
    sed -i '/(forwarded/d' "$symbols"
  fi
  interop='^\([a-z~]* \)*~\?Cffi\.Interop\.'
  { echo '#nullable enable'; grep -v "$interop" "$symbols" || true; } > "$project/PublicAPI.Shipped.txt"
  if grep -q "$interop" "$symbols"; then { echo '#nullable enable'; grep "$interop" "$symbols"; } > "$project/PublicAPI.Shipped.Interop.txt"; fi
  echo "$project: $(wc -l < "$symbols") public symbols"
done
