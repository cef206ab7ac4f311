#!/usr/bin/env bash
# Writes a configuration for one Asterisk out of the templates in deploy/asterisk/etc.
#
#   tools/asterisk/configure.sh BASE [ROOT]
#
# BASE  a folder for this PBX: etc, keys, sounds and all that it writes. ROOT: the folder of get-asterisk.sh, or nothing
# when Asterisk is installed on the machine. Every password is made here, at random, and kept in BASE/secrets (mode 0600,
# NAME=value lines); a second run keeps those that are there. What may be set in the environment, with its default:
#   ADDRESS=127.0.0.1  SIP_PORT=5060  HTTP_PORT=8088  HTTPS_PORT=8089  AMI_PORT=5038  RTP_START=10000  RTP_END=19999
#   LINE_ADDRESS=127.0.0.9 (the provider's line)   ICE_MAP= ("10.0.0.4 => 127.0.0.1")   CERTIFICATE_NAMES="localhost 127.0.0.1"
set -euo pipefail
umask 077

BASE=${1:?usage: configure.sh BASE [ROOT]}
ROOT=${2:-}
TEMPLATES=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../deploy/asterisk/etc" && pwd)
mkdir -p "$BASE"
BASE=$(cd "$BASE" && pwd)
mkdir -p "$BASE"/{etc,keys,data/moh,data/agi-bin,data/sounds,var/lib,var/db,var/spool,var/run,var/log}

random_hex() { od -An -N"$1" -tx1 /dev/urandom | tr -d ' \n'; }

SECRETS=$BASE/secrets
touch "$SECRETS"
for name in SECRET PASSWORD_1001 PASSWORD_1002 PASSWORD_1003 PASSWORD_1100 PASSWORD_2001 PASSWORD_2002; do
  grep -q "^$name=" "$SECRETS" || printf '%s=%s\n' "$name" "$(random_hex 16)" >>"$SECRETS"
done
grep -q '^VOICEMAIL_PIN=' "$SECRETS" || printf 'VOICEMAIL_PIN=%06d\n' $((16#$(random_hex 3) % 1000000)) >>"$SECRETS"

MODULES=$(find "$ROOT"/usr/lib -maxdepth 3 -type d -path '*/asterisk/modules' | head -n 1)
[ -n "$MODULES" ] || {
  printf 'configure: no Asterisk modules under %s: run get-asterisk.sh first, or install Asterisk.\n' "${ROOT:-/}" >&2
  exit 1
}

# Each line is a sed rule; values hold no character that sed minds, but for / in paths and > in the map.
rules=$(mktemp)
trap 'rm -f "$rules"' EXIT
rule() { printf 's|@%s@|%s|g\n' "$1" "$2" >>"$rules"; }
rule ROOT "$ROOT"
rule BASE "$BASE"
rule MODULES "$MODULES"
rule ENTITY_ID "02:$(random_hex 5 | sed 's/../&:/g; s/:$//')"
rule ADDRESS "${ADDRESS:-127.0.0.1}"
rule SIP_PORT "${SIP_PORT:-5060}"
rule HTTP_PORT "${HTTP_PORT:-8088}"
rule HTTPS_PORT "${HTTPS_PORT:-8089}"
rule AMI_PORT "${AMI_PORT:-5038}"
rule RTP_START "${RTP_START:-10000}"
rule RTP_END "${RTP_END:-19999}"
rule LINE_ADDRESS "${LINE_ADDRESS:-127.0.0.9}"
rule ICE_MAP "${ICE_MAP:-}"
while IFS='=' read -r name value; do rule "$name" "$value"; done <"$SECRETS"

for template in "$TEMPLATES"/*.conf; do
  sed -f "$rules" "$template" >"$BASE/etc/$(basename "$template")"
done
# Files that Asterisk looks for and that need to say nothing here.
for name in acl aeap ccss cel chan_websocket cli_aliases features pjproject pjsip_notify pjsip_wizard res_http_media_cache udptl websocket_client; do
  [ -e "$BASE/etc/$name.conf" ] || : >"$BASE/etc/$name.conf"
done
if grep -n '@[A-Z][A-Z_0-9]*@' "$BASE"/etc/*.conf >&2; then
  printf 'configure: a placeholder without a value is left.\n' >&2
  exit 1
fi

for part in documentation rest-api static-http; do
  [ -e "$ROOT/usr/share/asterisk/$part" ] && ln -sfn "$ROOT/usr/share/asterisk/$part" "$BASE/data/$part"
done

# Spoken sounds are Debian's where they are; the beep, the tone and the music are made here, so nothing needs a licence.
SPOKEN=$(find "$ROOT/usr/share/asterisk/sounds" -maxdepth 1 -name 'en_US*' 2>/dev/null | head -n 1 || true)
mkdir -p "$BASE/data/sounds/en"
if [ -d "$SPOKEN" ]; then
  find "$SPOKEN" -mindepth 1 -maxdepth 1 -exec ln -sfn -t "$BASE/data/sounds/en" {} +
fi
tone() { sox -n -R -r 8000 -c 1 -b 16 "$1" synth "$2" sine "$3" vol "${4:-0.4}"; }
if command -v sox >/dev/null; then
  [ -e "$BASE/data/moh/music.wav" ] || {
    # Two notes at once, far from every tone that the tests use for a voice.
    tone "$BASE/data/moh/low.wav" 20 349 0.25
    tone "$BASE/data/moh/high.wav" 20 523 0.25
    sox -m "$BASE/data/moh/low.wav" "$BASE/data/moh/high.wav" "$BASE/data/moh/music.wav"
    rm "$BASE/data/moh/low.wav" "$BASE/data/moh/high.wav"
  }
  tone "$BASE/data/sounds/en/tone-1300.wav" 3 1300
  [ -e "$BASE/data/sounds/en/beep.gsm" ] || tone "$BASE/data/sounds/en/beep.wav" 0.3 1000
else
  printf 'configure: sox is not installed, so there is no music on hold and no tone yet (put .wav files into %s).\n' "$BASE/data/moh" >&2
fi

# A certificate authority of this PBX alone, for benches and for a first try; a public certificate may take its place.
if [ ! -e "$BASE/keys/wss.pem" ]; then
  names=''
  for name in ${CERTIFICATE_NAMES:-localhost 127.0.0.1}; do
    if [[ $name =~ ^[0-9.]+$ ]]; then names="$names,IP:$name"; else names="$names,DNS:$name"; fi
  done
  k=$BASE/keys
  openssl ecparam -name prime256v1 -genkey -noout -out "$k/ca.key"
  openssl req -x509 -new -key "$k/ca.key" -days 3650 -subj '/CN=PBX test authority' -out "$k/ca.pem" \
    -addext 'basicConstraints=critical,CA:TRUE' -addext 'keyUsage=critical,keyCertSign,cRLSign'
  openssl ecparam -name prime256v1 -genkey -noout -out "$k/wss.key"
  openssl req -new -key "$k/wss.key" -subj '/CN=pbx' -out "$k/wss.csr"
  openssl x509 -req -in "$k/wss.csr" -CA "$k/ca.pem" -CAkey "$k/ca.key" -CAcreateserial -days 397 -out "$k/wss.pem" \
    -extfile <(printf 'subjectAltName=%s\nextendedKeyUsage=serverAuth\n' "${names#,}") 2>/dev/null
  rm "$k/wss.csr"
fi
printf '%s\n' "$BASE/etc/asterisk.conf"
