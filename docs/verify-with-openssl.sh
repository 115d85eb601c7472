#!/usr/bin/env bash
# Verifies that a log holds an entry, with nothing of Onus: bash, coreutils, openssl 3 and xxd.
#
#   verify-with-openssl.sh PROOF ENTRY LOG-KEY [WITNESS-KEY...]
#
#   PROOF        the .tlog-proof file (C2SP tlog-proof@v1; the bytes are described in docs/formats/proof.md)
#   ENTRY        the entry's bytes, exactly as the log holds them
#   LOG-KEY      the log's verifier key, name+id+base64 or a file that holds it; from a source you trust
#   WITNESS-KEY  keys of witnesses you trust; every one that you name must have cosigned
#
# Exit codes: 0 proven, 1 refuted, 2 wrong command line or input.
set -euo pipefail
export LC_ALL=C

refute() { printf 'REFUTED: %s\n' "$1"; exit 1; }
wrong() { printf 'verify-with-openssl.sh: %s\n' "$1" >&2; exit 2; }

[ $# -ge 3 ] || wrong "usage: verify-with-openssl.sh PROOF ENTRY LOG-KEY [WITNESS-KEY...]"
proof=$1 entry=$2
[ -r "$proof" ] || wrong "cannot read $proof"
[ -r "$entry" ] || wrong "cannot read $entry"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Base64 to hexadecimal, into $decoded; fails unless the text is the one base64 of its bytes (no stray bits at the end).
decode() {
  [[ $1 =~ ^[A-Za-z0-9+/]*([AEIMQUYcgkosw048]=|[AQgw]==)?$ ]] && [ $((${#1} % 4)) = 0 ] || return 1
  decoded=$(printf '%s' "$1" | base64 -d | xxd -p -c 4096)
}

is_number() { [[ $1 =~ ^(0|[1-9][0-9]{0,18})$ ]] && [ "$1" -ge 0 ] 2>/dev/null; }

# --- the proof, line by line (bash cannot hold a zero byte, so a file with control characters is refused first)
[ "$(tr -d '\000-\011\013-\037' < "$proof" | wc -c)" = "$(wc -c < "$proof")" ] || wrong "$proof holds control characters"
[ "$(tail -c 1 "$proof" | xxd -p)" = 0a ] || wrong "$proof does not end in a line feed"
mapfile -t lines < "$proof"
[ "${lines[0]}" = "c2sp.org/tlog-proof@v1" ] || wrong "$proof is no tlog-proof@v1"
at=1
[[ ${lines[1]-} == "extra "* ]] && at=2
[[ ${lines[at]-} == "index "* ]] && is_number "${lines[at]#index }" || wrong "$proof: line $((at + 1)) is not 'index <number>'"
index=${lines[at]#index }
hashes=()
for ((at++; at < ${#lines[@]}; at++)); do
  [ -n "${lines[at]}" ] || break
  decode "${lines[at]}" && [ ${#decoded} = 64 ] || wrong "$proof: line $((at + 1)) is not base64 of a hash"
  hashes+=("$decoded")
done
[ ${#hashes[@]} -le 63 ] || wrong "$proof holds more than 63 hashes"

# --- the checkpoint: its text ends before the last empty line, the signatures come after
first=$((at + 1)) last=-1
for ((at = first; at < ${#lines[@]}; at++)); do [ -n "${lines[at]}" ] || last=$at; done
[ $last -ge $((first + 3)) ] && [ $((last + 1)) -lt ${#lines[@]} ] || wrong "$proof holds no signed checkpoint"
printf '%s\n' "${lines[@]:first:last-first}" > "$work/text"
origin=${lines[first]} size=${lines[first + 1]}
is_number "$size" || wrong "$proof: the checkpoint's size is no number below 10^19"
decode "${lines[first + 2]}" && [ ${#decoded} = 64 ] || wrong "$proof: the checkpoint's root is not base64 of a hash"
root=$decoded

# --- keys: name+id+base64(algorithm, 32 bytes); the id must belong to name and key
read_key() {
  local text=$1
  [ -f "$text" ] && text=$(tr -d '\r\n' < "$text")
  key_name=${text%%+*} key_id=${text#*+}
  key_data=${key_id#*+} key_id=${key_id%%+*}
  decode "$key_data" && [ ${#decoded} = 66 ] || wrong "not an Ed25519 verifier key: $1"
  key_hex=$decoded
  [ "$({ printf '%s\n' "$key_name"; printf '%s' "$key_hex" | xxd -r -p; } | sha256sum | cut -c 1-8)" = "$key_id" ] ||
    wrong "the id of this verifier key does not belong to it: $1"
}

# Checks every signature line of the key that was read, over $work/message; the first argument tells cosignatures.
check_signatures() {
  local kind=$1 line signature genuine=0
  printf '%s' "302a300506032b6570032100${key_hex:2}" | xxd -r -p > "$work/key.der"
  for line in "${lines[@]:last+1}"; do
    [[ $line == $'\xe2\x80\x94 '"$key_name "* ]] || continue
    decode "${line#$'\xe2\x80\x94 '"$key_name "}" || wrong "$proof: a signature of $key_name is not base64"
    [ "${decoded:0:8}" = "$key_id" ] || continue
    signature=${decoded:8}
    cp "$work/text" "$work/message"
    if [ "$kind" = cosignature ]; then
      [ ${#signature} = 144 ] || refute "the cosignature of $key_name has not 72 bytes"
      cosigned_at=$((16#${signature:0:16}))
      [ "$cosigned_at" -ge 0 ] || refute "the cosignature of $key_name states no possible time"
      { printf 'cosignature/v1\ntime %s\n' "$cosigned_at"; cat "$work/text"; } > "$work/message"
      signature=${signature:16}
    fi
    [ ${#signature} = 128 ] || refute "the signature of $key_name has not 64 bytes"
    printf '%s' "$signature" | xxd -r -p > "$work/signature"
    openssl pkeyutl -verify -pubin -keyform DER -inkey "$work/key.der" -rawin -in "$work/message" \
      -sigfile "$work/signature" > /dev/null 2>&1 || refute "the signature of $key_name is not genuine"
    genuine=1
  done
  [ $genuine = 1 ]
}

read_key "$3"
[ "${key_hex:0:2}" = 01 ] || wrong "the log's key is of algorithm 0x${key_hex:0:2}, not Ed25519 (0x01)"
[ "$key_name" = "$origin" ] || refute "the checkpoint is of $origin, the key of $key_name"
check_signatures log || refute "$origin has not signed the checkpoint with the key that you gave"
log_key=$key_id

# --- from the entry to the root: RFC 9162 section 2.1.3.2, hashing as RFC 6962
node() { hash=$(printf '01%s%s' "$1" "$2" | xxd -r -p | sha256sum); hash=${hash%% *}; }

[ "$index" -lt "$size" ] || refute "the proof is of entry $index, the log had only $size"
hash=$({ printf '\0'; cat "$entry"; } | sha256sum)
hash=${hash%% *}
leaf=$hash at=$index end=$((size - 1))
for sibling in ${hashes[@]+"${hashes[@]}"}; do
  [ $end -gt 0 ] || refute "the proof has too many hashes"
  if ((at & 1)) || [ $at = $end ]; then
    node "$sibling" "$hash"
    while ((at > 0 && !(at & 1))); do ((at >>= 1, end >>= 1)) || true; done
  else
    node "$hash" "$sibling"
  fi
  at=$((at >> 1)) end=$((end >> 1))
done
[ $end = 0 ] || refute "the proof has too few hashes"
[ "$hash" = "$root" ] || refute "the proof does not lead from this entry to the signed root: other bytes, another place, or a forgery"

# --- an entry of Onus carries its own index: fixed layouts at byte 2, CBOR entries (an array of eight) second
own_index() {
  local hex=$1 width skip
  if [ "${hex:0:2}" != 88 ]; then
    [ ${#hex} -ge 36 ] && [[ ${hex:0:2} =~ ^0[1-9a-f]$ ]] && printf '%s' "$((16#${hex:4:16}))"
    return
  fi
  hex=${hex:2}
  for skip in 1 0; do
    case ${hex:0:2} in
      0? | 10 | 11 | 12 | 13 | 14 | 15 | 16 | 17) width=0 ;;
      18) width=2 ;; 19) width=4 ;; 1a) width=8 ;; 1b) width=16 ;;
      *) return ;;
    esac
    [ $skip = 0 ] || hex=${hex:2 + width}
  done
  [ $width = 0 ] && printf '%s' "$((16#${hex:0:2}))" || printf '%s' "$((16#${hex:2:width}))"
}
own=$(own_index "$(xxd -p -c 256 -l 64 "$entry")")
[ -z "$own" ] || [ "$own" = "$index" ] || refute "the log holds this entry as entry $index, but the entry says it is entry $own"

# --- witnesses
shift 3
witnesses=()
for witness in "$@"; do
  read_key "$witness"
  [ "${key_hex:0:2}" = 04 ] || wrong "the witness's key is of algorithm 0x${key_hex:0:2}, not an Ed25519 cosignature (0x04): $witness"
  check_signatures cosignature || refute "$key_name has not cosigned the checkpoint"
  witnesses+=("$key_name at $(date -u -d "@$cosigned_at" +%Y-%m-%dT%H:%M:%SZ)")
done

echo "PROVEN"
echo "  - Entry $index of $origin is exactly the $(wc -c < "$entry") bytes of $entry (leaf hash $leaf)."
echo "  - The log's key $log_key signed that the log had $size entries with root $root."
[ -z "$own" ] || echo "  - The entry says itself that it is entry $own."
for witness in ${witnesses[@]+"${witnesses[@]}"}; do echo "  - The witness $witness cosigned exactly this state of the log."; done
echo "NOT PROVEN"
[ ${#witnesses[@]} -gt 0 ] ||
  echo "  - That others are shown the same log: this is the operator's word, and a split view is possible."
echo "  - That what the entry says is true: only that the log holds it."
