#!/usr/bin/env bash
# Runs the Asterisk of get-asterisk.sh with a configuration of configure.sh, in place of this shell (same process id).
#
#   tools/asterisk/asterisk.sh ROOT BASE -f -n                 in the foreground
#   tools/asterisk/asterisk.sh ROOT BASE -rx 'core show channels'
set -euo pipefail
ROOT=${1:?usage: asterisk.sh ROOT BASE ARGUMENTS}
BASE=${2:?usage: asterisk.sh ROOT BASE ARGUMENTS}
shift 2
LOADER=$(find "$ROOT/usr/lib" "$ROOT/usr/lib64" -maxdepth 2 -name 'ld-linux-*.so.*' | head -n 1)
LIBRARIES=$(find "$ROOT/usr/lib" -maxdepth 1 -type d -name '*-linux-gnu*' | head -n 1)
exec "$LOADER" --library-path "$LIBRARIES" "$ROOT/usr/sbin/asterisk" -C "$BASE/etc/asterisk.conf" "$@"
