#!/usr/bin/env bash
# Checks what the inputs name, says so in the log, in annotations, in the job's summary and as SARIF, and leaves it to a
# later step to fail: findings have to be uploaded first. Inputs come as variables and never as text of this script.
set -euo pipefail

main() {
  local upload=no annotate=$INPUT_ANNOTATIONS code=0 sarif=$RUNNER_TEMP/iamlint-$RANDOM$RANDOM.sarif report=text
  known annotations "$annotate" true false auto
  known job-summary "$INPUT_JOB_SUMMARY" true false
  known upload-sarif "$INPUT_UPLOAD_SARIF" true false
  if [ "$INPUT_UPLOAD_SARIF" = true ]; then upload=$MAY_UPLOAD; fi
  if [ "$annotate" = true ] || { [ "$annotate" = auto ] && [ "$upload" != yes ]; }; then report=github; fi

  check "$report" || code=$?
  if [ "$code" -gt 1 ]; then
    if [ "$upload" != no ]; then
      echo "::warning title=iamlint::nothing goes to code scanning, since not everything could be checked, and what is missing would count as fixed"
    fi
    upload=no
  elif check sarif >"$sarif" || [ $? -le 1 ]; then
    output sarif-file "$sarif"
  fi
  if [ "$INPUT_JOB_SUMMARY" = true ]; then
    check markdown >>"$GITHUB_STEP_SUMMARY" || true
  fi
  count
  output upload "$upload"
  output exit-code "$code"
}

# check runs the program with the inputs and a format. There are no arrays without elements, which old shells take for
# unset.
check() {
  local line arguments=("check" "--format" "$1")
  if [ -n "$INPUT_FAIL_ON" ]; then arguments+=("--fail-on=$INPUT_FAIL_ON"); fi
  while IFS= read -r line; do
    line=${line%$'\r'}
    if [ -n "$line" ]; then arguments+=("$line"); fi
  done <<<"$INPUT_ARGS"
  arguments+=("--")
  while IFS= read -r line; do
    line=${line%$'\r'}
    if [ -n "$line" ]; then arguments+=("$line"); fi
  done <<<"$INPUT_PATHS"
  "$PROGRAM" "${arguments[@]}"
}

# count tells the numbers at the end of the JSON report, where each stands on a line of its own.
count() {
  local summary severity counts=
  summary=$(check json 2>/dev/null | sed -n '/^  "summary": {$/,$p') || true
  for severity in critical high medium low info; do
    counts+=${counts:+,}"\"$severity\":$(number "$severity")"
  done
  output findings "$(number findings)"
  output findings-by-severity "{$counts}"
  output notices "$(number notices)"
}

# number prints that of a name in the summary.
number() { sed -n "s/^    \"$1\": \([0-9]*\),*\$/\1/p" <<<"$summary"; }

# known refuses an input that is none of the words after it.
known() {
  local name=$1 value=$2 word
  shift 2
  for word in "$@"; do
    if [ "$value" = "$word" ]; then return; fi
  done
  echo "::error title=iamlint::the input $name is none of: $*"
  exit 2
}

output() { printf '%s=%s\n' "$1" "$2" >>"$GITHUB_OUTPUT"; }

main
