#!/usr/bin/env bash
# Brings Asterisk 22 to this machine as plain files, without installing it: no root, no chroot, the machine's own package
# database stays as it is. The packages come from the Debian mirror that apt is already set up with, from the suite in
# which Debian keeps Asterisk (it is in no stable release), and are checked against Debian's archive keys.
#
#   tools/asterisk/get-asterisk.sh [FOLDER]     default FOLDER: ${NINHAO_CACHE:-<checkout>/.cache}/asterisk
#
# A second run finds the files and only prints the version. Exit 1 with what to do when it is not Asterisk 22.
set -euo pipefail

WANTED_MAJOR=22
SUITE=${NINHAO_ASTERISK_SUITE:-sid}
CHECKOUT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
FOLDER=${1:-${NINHAO_CACHE:-$CHECKOUT/.cache}/asterisk}

fail() {
  printf 'get-asterisk: %s\n' "$1" >&2
  exit 1
}

# The dynamic loader of the unpacked system: Asterisk runs with its own C library, whatever this machine has.
loader_in() { find "$1/usr/lib" "$1/usr/lib64" -maxdepth 2 -name 'ld-linux-*.so.*' 2>/dev/null | head -n 1; }
libraries_in() { find "$1/usr/lib" -maxdepth 1 -type d -name '*-linux-gnu*' 2>/dev/null | head -n 1; }
version_in() {
  local loader libraries
  loader=$(loader_in "$1")
  libraries=$(libraries_in "$1")
  [ -n "$loader" ] && [ -n "$libraries" ] || return 0
  "$loader" --library-path "$libraries" "$1/usr/sbin/asterisk" -V 2>/dev/null || true
}
is_wanted() { [[ $1 == "Asterisk $WANTED_MAJOR."* ]]; }

report() {
  local version
  version=$(version_in "$FOLDER")
  is_wanted "$version" || fail "wanted Asterisk $WANTED_MAJOR, found '${version:-nothing that starts}' in $FOLDER.
Debian's suite '$SUITE' may have moved on. Remove that folder and name a suite or snapshot that has it:
NINHAO_ASTERISK_SUITE=… $0"
  printf '%s\n' "$version"
}

mkdir -p "$(dirname "$FOLDER")"
# Two suites that start together must not both unpack: the second one waits here and then finds the files.
exec 9>"$FOLDER.lock"
flock 9
if [ -e "$FOLDER/.complete" ]; then
  report
  exit 0
fi

for tool in apt-get dpkg-deb tar; do
  command -v "$tool" >/dev/null || fail "needs $tool: run it on Debian or in a Debian container, or install Asterisk $WANTED_MAJOR by hand."
done
KEYRING=/usr/share/keyrings/debian-archive-keyring.gpg
[ -r "$KEYRING" ] || fail "Debian's archive keys are missing: install the package debian-archive-keyring."

# apt itself is asked for its sources, so both ways of writing them and every drop-in folder are understood.
MIRROR=$(apt-get indextargets --format '$(CREATED_BY) $(COMPONENT) $(REPO_URI)' 2>/dev/null |
  awk '$1 == "Packages" && $2 == "main" && $3 ~ /\/debian\/?$/ { print $3; exit }')
[ -n "$MIRROR" ] || fail "found no Debian mirror among this machine's apt sources (a line that ends in /debian, component main)."

WORK=$(mktemp -d "$FOLDER.XXXXXX")
trap 'rm -rf "$WORK"' EXIT
mkdir -p "$WORK/apt/etc/apt/trusted.gpg.d" "$WORK/apt/etc/apt/preferences.d" "$WORK/apt/var/lib/apt/lists/partial" "$WORK/apt/var/cache/apt/archives/partial" \
  "$WORK/apt/var/lib/dpkg" "$WORK/root"
: >"$WORK/apt/var/lib/dpkg/status"
printf 'deb [signed-by=%s] %s %s main\n' "$KEYRING" "$MIRROR" "$SUITE" >"$WORK/apt/etc/apt/sources.list"

apt_here() {
  apt-get -qq -o Dir="$WORK/apt" -o Dir::State::status="$WORK/apt/var/lib/dpkg/status" -o Dir::Etc::parts=/nonexistent \
    -o Acquire::Languages=none -o Acquire::Retries=3 -o Acquire::IndexTargets::deb::Contents-deb::DefaultEnabled=false \
    -o APT::Sandbox::User="$(id -un)" -o Debug::NoLocking=1 "$@"
}
apt_here update || fail "the Debian mirror of this machine does not answer for suite '$SUITE'."
apt_here -y --no-install-recommends --download-only install asterisk asterisk-core-sounds-en-gsm >/dev/null ||
  fail "suite '$SUITE' of this machine's Debian mirror cannot give asterisk and its libraries now; try again later or another suite with NINHAO_ASTERISK_SUITE."

for package in "$WORK"/apt/var/cache/apt/archives/*.deb; do
  dpkg-deb --fsys-tarfile "$package" | tar -x -C "$WORK/root" --keep-directory-symlink \
    --exclude='./usr/share/doc/*' --exclude='./usr/share/man/*' --exclude='./usr/share/locale/*' --exclude='./usr/share/perl*'
done

rm -rf "$FOLDER"
mv "$WORK/root" "$FOLDER"
report
touch "$FOLDER/.complete"
