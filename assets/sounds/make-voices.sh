#!/bin/sh
# Speaks every row of sentences.tsv into practice/NAME.ulaw: raw G.711 µ-law, 8 kHz, mono (RFC 3551 §4.5.14).
# Needs espeak-ng and sox. The files are committed, so this runs only when a sentence changes.
set -eu
cd "$(dirname "$0")"
mkdir -p practice
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Voice: espeak-ng variant, words per minute, pitch 0–99.
voice() {
  case $1 in
    woman) echo 'cmn+f2 165 55' ;;
    young-woman) echo 'cmn+f5 185 70' ;;
    colleague) echo 'cmn+f4 175 60' ;;
    man) echo 'cmn+m3 170 40' ;;
    young-man) echo 'cmn+m7 185 50' ;;
    old-man) echo 'cmn+m1 145 25' ;;
    *) echo "no such voice: $1" >&2; exit 1 ;;
  esac
}

tab=$(printf '\t')
grep -v '^#' sentences.tsv | while IFS=$tab read -r name who text; do
  set -- $(voice "$who")
  espeak-ng -v "$1" -s "$2" -p "$3" -w "$work/one.wav" "$text"
  # The band of a telephone line, silence cut at both ends, one loudness for all.
  sox -D "$work/one.wav" -t raw -r 8000 -c 1 -e mu-law "practice/$name.ulaw" \
    gain -6 highpass 250 lowpass 3400 silence 1 0.01 0.5% reverse silence 1 0.01 0.5% reverse norm -5 pad 0 0.1
done
du -sh practice
