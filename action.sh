#!/usr/bin/env bash
# The steps of the composite action. All input comes through the environment, so that none of
# it is ever read as code; each line of a list is one argument.
set -euo pipefail

python="$(command -v python3 || command -v python)"

run() {
  local -a paths=() args=()
  local line
  while IFS= read -r line || [ -n "$line" ]; do
    line="${line%$'\r'}"
    if [ -n "$line" ]; then paths+=("$line"); fi
  done <<<"${TLSLINT_PATHS:-.}"
  while IFS= read -r line || [ -n "$line" ]; do
    line="${line%$'\r'}"
    if [ -n "$line" ]; then args+=("$line"); fi
  done <<<"${TLSLINT_ARGS:-}"

  local package="${GITHUB_ACTION_PATH}"
  if [ -n "${TLSLINT_VERSION:-}" ]; then
    if [[ ! "$TLSLINT_VERSION" =~ ^[0-9]+\.[0-9]+\.[0-9]+$ ]]; then
      echo "::error title=tlslint::the input 'version' must be X.Y.Z"
      exit 2
    fi
    package="tlslint==${TLSLINT_VERSION}"
  fi
  local home="${RUNNER_TEMP}/tlslint"
  "$python" -m venv "$home"
  local bin="$home/bin"
  if [ -d "$home/Scripts" ]; then bin="$home/Scripts"; fi
  "$bin/python" -m pip install --quiet --disable-pip-version-check "$package"

  local sarif="${TLSLINT_SARIF:-${RUNNER_TEMP}/tlslint.sarif}"
  if [[ "$sarif" == *$'\n'* ]]; then
    echo "::error title=tlslint::the input 'sarif-file' must be one line"
    exit 2
  fi
  local format=github
  if [ "${TLSLINT_ANNOTATIONS:-true}" != true ]; then format=concise; fi
  local code=0
  # The guard before the paths keeps a name such as -q from being read as an option.
  "$bin/tlslint" check --format "$format" --output "sarif:$sarif" --no-progress \
    --fail-on "${TLSLINT_FAIL_ON:-warning}" ${args[@]+"${args[@]}"} -- "${paths[@]}" || code=$?
  {
    echo "exit-code=$code"
    echo "sarif-file=$sarif"
  } >>"$GITHUB_OUTPUT"
}

gate() {
  case "${TLSLINT_EXIT_CODE:-2}" in
    0 | 1 | 2 | 3) exit "${TLSLINT_EXIT_CODE:-2}" ;;
    *) exit 2 ;;
  esac
}

case "${1:-}" in
  run) run ;;
  gate) gate ;;
  *) exit 2 ;;
esac
