#!/usr/bin/env bash
# Gets the program of the release that checksums.txt names, refuses it unless its sum is the one written there, and
# tells its path as the output "program". A program that the user names is taken as it is.
set -euo pipefail

releases=${IAMLINT_RELEASES:-https://github.com/iamlint/iamlint/releases/download}
table=${IAMLINT_CHECKSUMS:-$(dirname "${BASH_SOURCE[0]}")/checksums.txt}

main() {
  if [ -n "${INPUT_PROGRAM:-}" ]; then
    program=$INPUT_PROGRAM
    command -v "$program" >/dev/null || fail "the input program names $program, which is no program"
  else
    release
  fi
  "$program" version
  output program "$program"
}

# release downloads, verifies and unpacks the program for this runner, and sets where it is. It runs in no subshell, in
# which errors would not end the script.
release() {
  local system architecture row sum archive version folder
  system=$(choose "RUNNER_OS" "$RUNNER_OS" Linux linux macOS darwin Windows windows)
  architecture=$(choose "RUNNER_ARCH" "$RUNNER_ARCH" X64 amd64 ARM64 arm64)
  row=$(grep -E "^[0-9a-f]{64}  iamlint_[0-9A-Za-z.-]+_${system}_${architecture}\.(tar\.gz|zip)$" "$table") ||
    fail "this commit of the action belongs to no release: use that of a release, or name a program"
  [ "$(wc -l <<<"$row")" -eq 1 ] || fail "checksums.txt has more than one archive for $system on $architecture"
  sum=${row%% *} archive=${row##* }
  version=${archive#iamlint_} version=${version%"_${system}_${architecture}".*}

  folder=$(mktemp -d "$RUNNER_TEMP/iamlint.XXXXXX")
  curl --proto '=https,file' --fail --location --silent --show-error --retry 3 --max-time 300 \
    --output "$folder/$archive" "$releases/v$version/$archive" || fail "cannot download $releases/v$version/$archive"
  [ "$(sha256 "$folder/$archive")" = "$sum" ] ||
    fail "$archive is not what was released: its SHA-256 is $(sha256 "$folder/$archive"), and has to be $sum"
  unpack "$folder" "$archive"
  program=$folder/iamlint
  if [ "$system" = windows ]; then program+=.exe; fi
}

# choose prints what stands after a word in a list of pairs: choose name word key value key value ...
choose() {
  local name=$1 word=$2
  shift 2
  while [ $# -gt 0 ]; do
    if [ "$1" = "$word" ]; then
      echo "$2"
      return
    fi
    shift 2
  done
  fail "there is no release for $name $word: build one there, and name it as the program"
}

sha256() {
  if command -v sha256sum >/dev/null; then
    sha256sum <"$1" | cut -d ' ' -f 1
  else
    shasum -a 256 <"$1" | cut -d ' ' -f 1
  fi
}

unpack() {
  case $2 in
  *.tar.gz) tar -xzf "$1/$2" -C "$1" iamlint ;;
  *) unzip -q "$1/$2" iamlint.exe -d "$1" ;;
  esac
}

output() { printf '%s=%s\n' "$1" "$2" >>"$GITHUB_OUTPUT"; }

fail() {
  echo "::error title=iamlint::$1" >&2
  exit 1
}

main
