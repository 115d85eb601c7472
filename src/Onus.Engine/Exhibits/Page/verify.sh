#!/usr/bin/env bash
# Verifies this exhibit with nothing of Onus: bash, coreutils, openssl 3 and xxd. Run it in the folder of the exhibit.
#
#   bash verify.sh [LOG-KEY [WITNESS-KEY...]] [--tsa CERTIFICATES]
#
#   LOG-KEY        the log's verifier key, name+id+base64 or a file that holds it; from a source you trust, never from here
#   WITNESS-KEY    keys of witnesses you trust; every one that you name must have cosigned
#   CERTIFICATES   root certificates (PEM) of the time-stamping authority that you trust
#
# It checks every member against the manifest, every entry's bytes against the signed checkpoint, that no entry of the case is
# missing, the products' hashes and the signatures of decisions. That a signed statement says what its entry says, and that
# documents belong to their commitments, is checked by onus-verify.
# Exit codes: 0 proven, 1 refuted, 2 wrong command line or files, 5 no key was given: consistent with itself only.
set -euo pipefail
export LC_ALL=C

refute() { printf 'REFUTED: %s\n' "$1"; exit 1; }
wrong() { printf 'verify.sh: %s\n' "$1" >&2; exit 2; }

keys=() tsa=
while [ $# -gt 0 ]; do
  if [ "$1" = --tsa ]; then [ $# -ge 2 ] && [ -r "$2" ] || wrong "--tsa needs a file of certificates"; tsa=$(realpath "$2"); shift 2
  elif [ -f "$1" ]; then keys+=("$(realpath "$1")"); shift
  else keys+=("$1"); shift; fi
done
cd "$(dirname "${BASH_SOURCE[0]}")"
for tool in sha256sum base64 xxd openssl; do command -v $tool > /dev/null || wrong "$tool is not installed"; done
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# --- every member is as the manifest lists it
[ -r manifest.sha256 ] || wrong "this is no exhibit: there is no manifest.sha256 beside the script"
[ "$(head -n 1 manifest.sha256)" = "# onus-exhibit/1" ] || wrong "manifest.sha256 is of another format"
case_index=$(sed -n 's/^# case \([0-9][0-9]*\)$/\1/p' manifest.sha256)
[ -n "$case_index" ] || wrong "manifest.sha256 names no case"
sha256sum --check --strict --quiet manifest.sha256 > "$work/altered" 2> /dev/null ||
  refute "$(sed -n '1s/: FAILED.*/ was altered or is missing/p' "$work/altered")"
members=$(grep -c '^[0-9a-f]' manifest.sha256)

# --- small tools: strict base64, hashes, and the CBOR of entries, read from hexadecimal digits in $hex at $pos
# What was computed once is remembered: the proofs share most of their hashes.
declare -A decodings hashes
decode() {
  [[ $1 =~ ^[A-Za-z0-9+/]*([AEIMQUYcgkosw048]=|[AQgw]==)?$ ]] && [ $((${#1} % 4)) = 0 ] || return 1
  [ -n "${decodings[x$1]-}" ] || decodings[x$1]=$(printf '%s' "$1" | base64 -d | xxd -p -c 4096)
  decoded=${decodings[x$1]}
}
hash_hex() {
  if [ -z "${hashes[$1]-}" ]; then
    hash=$(printf '%s' "$1" | xxd -r -p | sha256sum)
    hashes[$1]=${hash%% *}
  fi
  hash=${hashes[$1]}
}
load() { hex=$(xxd -p -c 1000000 "$1" | tr -d '\n') pos=0; }
item() {
  local first=$((16#${hex:pos:2})) width
  pos=$((pos + 2)) major=$((first >> 5)) value=$((first & 31))
  case $value in 24) width=2 ;; 25) width=4 ;; 26) width=8 ;; 27) width=16 ;; 28 | 29 | 30 | 31) refute "$what is not CBOR" ;; *) return 0 ;; esac
  value=$((16#${hex:pos:width})) pos=$((pos + width))
}
expect() { item; [ $major = "$1" ] || refute "$what has another form than entries have"; }
bytes() { expect 2; bytes=${hex:pos:2 * value}; pos=$((pos + 2 * value)); [ ${#bytes} = $((2 * value)) ] || refute "$what ends too early"; }
skip() {
  local times n
  item
  case $major in
    2 | 3) pos=$((pos + 2 * value)) ;;
    4) times=$value; for ((n = 0; n < times; n++)); do skip; done ;;
    6) skip ;;
  esac
}
skips() { local n; for ((n = 0; n < $1; n++)); do skip; done; }

# From a leaf hash to a root: RFC 9162 section 2.1.3.2, hashing as RFC 6962.  climb INDEX SIZE LEAF SIBLING...
climb() {
  local at=$1 end=$(($2 - 1)) sibling
  [ "$1" -lt "$2" ] || refute "$what is beyond the size of its tree"
  hash=$3
  shift 3
  for sibling in "$@"; do
    [ $end -gt 0 ] || refute "the proof of $what has too many hashes"
    if ((at & 1)) || [ $at = $end ]; then
      hash_hex "01$sibling$hash"
      while ((at > 0 && !(at & 1))); do ((at >>= 1, end >>= 1)) || true; done
    else
      hash_hex "01$hash$sibling"
    fi
    at=$((at >> 1)) end=$((end >> 1))
  done
  [ $end = 0 ] || refute "the proof of $what has too few hashes"
}
split_path() { local i; path=(); for ((i = 0; i < ${#1}; i += 64)); do path+=("${1:i:64}"); done; }

# --- the checkpoint
mapfile -t note < checkpoint
last=-1
for ((i = 0; i < ${#note[@]}; i++)); do [ -n "${note[i]}" ] || last=$i; done
[ $last -ge 3 ] && [ $((last + 1)) -lt ${#note[@]} ] || refute "checkpoint is no signed checkpoint"
printf '%s\n' "${note[@]:0:last}" > "$work/text"
origin=${note[0]} size=${note[1]}
[[ $size =~ ^(0|[1-9][0-9]{0,17})$ ]] || refute "the checkpoint's size is no number"
decode "${note[2]}" && [ ${#decoded} = 64 ] || refute "the checkpoint's root is not base64 of a hash"
root=$decoded

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
ed25519() { # KEY SIGNATURE, in hexadecimal, over $work/message
  printf '302a300506032b6570032100%s' "$1" | xxd -r -p > "$work/key.der"
  printf '%s' "$2" | xxd -r -p > "$work/signature"
  openssl pkeyutl -verify -pubin -keyform DER -inkey "$work/key.der" -rawin -in "$work/message" -sigfile "$work/signature" > /dev/null 2>&1
}
check_signatures() {
  local kind=$1 line signature genuine=0
  for line in "${note[@]:last+1}"; do
    [[ $line == $'\xe2\x80\x94 '"$key_name "* ]] || continue
    decode "${line#$'\xe2\x80\x94 '"$key_name "}" || refute "a signature of $key_name is not base64"
    [ "${decoded:0:8}" = "$key_id" ] || continue
    signature=${decoded:8}
    cp "$work/text" "$work/message"
    if [ "$kind" = cosignature ]; then
      [ ${#signature} = 144 ] || refute "the cosignature of $key_name has not 72 bytes"
      cosigned_at=$((16#${signature:0:16}))
      { printf 'cosignature/v1\ntime %s\n' "$cosigned_at"; cat "$work/text"; } > "$work/message"
      signature=${signature:16}
    fi
    [ ${#signature} = 128 ] && ed25519 "${key_hex:2}" "$signature" || refute "the signature of $key_name is not genuine"
    genuine=1
  done
  [ $genuine = 1 ]
}
witnesses=()
if [ ${#keys[@]} -gt 0 ]; then
  read_key "${keys[0]}"
  [ "${key_hex:0:2}" = 01 ] || wrong "the log's key is not an Ed25519 log key (0x01)"
  [ "$key_name" = "$origin" ] || refute "the checkpoint is of $origin, the key of $key_name"
  check_signatures log || refute "$origin has not signed the checkpoint with the key that you gave"
  log_key=$key_id
  for key in "${keys[@]:1}"; do
    read_key "$key"
    [ "${key_hex:0:2}" = 04 ] || wrong "not a witness's Ed25519 cosignature key (0x04): $key"
    check_signatures cosignature || refute "$key_name has not cosigned the checkpoint"
    witnesses+=("$key_name at $(date -u -d "@$cosigned_at" +%Y-%m-%dT%H:%M:%SZ)")
  done
fi

# --- every entry is in the log of the checkpoint, where it says it is
count=0
for entry in entries/*.entry; do
  index=${entry#entries/} index=${index%.entry} what="entry $index"
  mapfile -t lines < "entries/$index.tlog-proof"
  [ "${lines[0]}" = "c2sp.org/tlog-proof@v1" ] && [ "${lines[1]}" = "index $index" ] || refute "entries/$index.tlog-proof is no proof of entry $index"
  path=()
  for ((i = 2; i < ${#lines[@]}; i++)); do
    [ -n "${lines[i]}" ] || break
    decode "${lines[i]}" && [ ${#decoded} = 64 ] || refute "entries/$index.tlog-proof: line $((i + 1)) is not base64 of a hash"
    path+=("$decoded")
  done
  cmp -s <(printf '%s\n' "${lines[@]:i+1}") checkpoint || refute "entries/$index.tlog-proof is under another checkpoint"
  leaf=$({ printf '\0'; cat "$entry"; } | sha256sum)
  climb "$index" "$size" "${leaf%% *}" ${path[@]+"${path[@]}"}
  [ "$hash" = "$root" ] || refute "$entry does not lead to the signed root: other bytes, another place, or a forgery"
  load "$entry"
  if [ "${hex:0:2}" = 88 ]; then pos=2; skip; expect 0; own=$value; else own=$((16#${hex:4:16})); fi
  [ "$own" = "$index" ] || refute "$entry says itself that it is entry $own"
  count=$((count + 1))
done

# --- no entry of the case is missing: the state root commits to the last one, and each names the one before it
what=case.case-proof
load case.case-proof
expect 4; [ $value = 7 ] || refute "$what has another form"
expect 0; [ $value = 1 ] || refute "$what is of another version"
bytes; [ "$bytes" = "$(xxd -p -c 1000000 checkpoint | tr -d '\n')" ] || refute "$what is under another checkpoint"
skip
bytes; leaf=$bytes
expect 0; place=$value
bytes; split_path "$bytes"; case_path=("${path[@]+"${path[@]}"}")
proof_hex=$hex proof_pos=$pos hex=$leaf pos=0
expect 4
for name in opened product head_entry last_entry last_ordinal; do expect 0; printf -v $name %s "$value"; done
[ "$opened" = "$case_index" ] || refute "$what is of case $opened"
state_root=
for entry in entries/*.entry; do
  load "$entry"
  [ "${hex:0:6}" = 881827 ] || continue
  index=${entry#entries/} index=${index%.entry} what=$entry
  pos=2; skips 7; expect 4; expect 0; as_of=$value; skips 2; expect 0; cases=$value; bytes
  hash_hex "00$leaf"; state_root=$index case_root=$bytes
done
[ -n "$state_root" ] || refute "no entry carries a state root"
what="the case"
climb "$place" "$cases" "$hash" ${case_path[@]+"${case_path[@]}"}
[ "$hash" = "$case_root" ] || refute "the case does not lead to the root over all cases in entry $state_root"
hex=$proof_hex pos=$proof_pos what=case.case-proof
expect 4; threads=$value before= withheld=0
for ((ordinal = 0; ordinal < threads; ordinal++)); do
  expect 4
  if [ $value = 2 ]; then bytes; entry_hex=$bytes; bytes; else
    expect 0; index=$value; bytes; thread_leaf=$bytes; bytes; split_path "$bytes"
    climb "$index" "$size" "$thread_leaf" ${path[@]+"${path[@]}"}
    [ "$hash" = "$root" ] || refute "entry $index, which is withheld, is not in the log"
    withheld=$((withheld + 1)) before=$index
    continue
  fi
  proof_hex=$hex proof_pos=$pos hex=$entry_hex pos=2
  skip; expect 0; index=$value
  [ -r "entries/$index.entry" ] && [ "$entry_hex" = "$(xxd -p -c 1000000 "entries/$index.entry" | tr -d '\n')" ] || refute "entries/$index.entry is of the case and missing, or other bytes"
  skips 4; expect 4; links=$value found=
  for ((i = 0; i < links; i++)); do
    expect 4; expect 0; subject=$value; expect 0; previous=$value; expect 0
    [ "$subject" = "$case_index" ] && [ "$value" = "$ordinal" ] && found=$previous
  done
  [ -n "$found" ] || refute "entry $index does not say that it is the ${ordinal}th after the opening of the case"
  [ "$found" = "${before:-$index}" ] || refute "before entry $index of the case an entry is missing or out of order"
  before=$index hex=$proof_hex pos=$proof_pos
done
[ "$before" = "$last_entry" ] && [ $((threads - 1)) = "$last_ordinal" ] && [ "$last_entry" -lt "$as_of" ] ||
  refute "the case does not end where the state root says it does"

# --- products and decisions
for source in products/*.onus; do
  index=${source#products/} index=${index%.onus} what=entries/$index.entry
  load "$what"; pos=2; skips 7; expect 4; skips 2; bytes
  [ "$bytes" = "$(sha256sum "$source" | cut -c 1-64)" ] || refute "$source is not the source that entry $index enacts"
  bytes
  [ "$bytes" = "$(sha256sum "products/$index.product" | cut -c 1-64)" ] || refute "products/$index.product is not what entry $index enacts"
done
signed=()
for decision in decisions/*.decision-proof; do
  [ -e "$decision" ] || continue
  index=${decision#decisions/} index=${index%.decision-proof} what=$decision
  load "$decision"; expect 4; expect 0; bytes
  printf '%s' "$bytes" | xxd -r -p > "$work/message"
  what=entries/$index.entry; load "$what"; pos=2; skips 5; expect 0; actor=$value
  [ "${hex: -148:4}" = 5848 ] || refute "entry $index carries no signature"
  signature=${hex: -128} key=$((16#${hex: -144:16})) what=entries/$key.entry
  [ -r "$what" ] || refute "the key of entry $key, which signed entry $index, is missing"
  load "$what"; pos=2; skips 7; expect 4; expect 0; owner=$value; expect 0; algorithm=$value; bytes
  [ "$owner" = "$actor" ] || refute "entry $index is signed with the key of another actor"
  if [ "$algorithm" = 1 ]; then
    ed25519 "$bytes" "$signature" || refute "the signature of entry $index is not genuine"
  else
    number() { local n=$1; while [ "${n:0:2}" = 00 ] && [ ${#n} -gt 2 ]; do n=${n:2}; done; [ $((16#${n:0:1})) -lt 8 ] || n=00$n; printf '02%02x%s' $((${#n} / 2)) "$n"; }
    pair="$(number "${signature:0:64}")$(number "${signature:64}")"
    printf '%s' "$bytes" | xxd -r -p > "$work/key.der"
    printf '30%02x%s' $((${#pair} / 2)) "$pair" | xxd -r -p > "$work/signature"
    openssl dgst -sha256 -verify "$work/key.der" -keyform DER -signature "$work/signature" "$work/message" > /dev/null 2>&1 ||
      refute "the signature of entry $index is not genuine"
  fi
  signed+=("$index by actor $actor with the key of entry $key")
done

# --- the time token
stamped=
if [ -e checkpoint.tst ] && [ -n "$tsa" ]; then
  openssl ts -verify -data "$work/text" -in checkpoint.tst -token_in -CAfile "$tsa" > /dev/null 2>&1 || refute "the time token is not over this checkpoint, or not of an authority that you trust"
  stamped=$(openssl ts -reply -in checkpoint.tst -token_in -text 2> /dev/null | sed -n 's/^Time stamp: //p')
fi

if [ ${#keys[@]} = 0 ]; then
  echo "CONSISTENT WITH ITSELF ONLY: no key was given, so whoever made this exhibit may have made up the log as well."
  echo "What agrees"
else
  echo "PROVEN"
  echo "  - The log's key $log_key signed that $origin had $size entries with root $root."
fi
for witness in ${witnesses[@]+"${witnesses[@]}"}; do echo "  - The witness $witness cosigned exactly this state of the log."; done
[ -z "$stamped" ] || echo "  - That state existed at $stamped at the latest, says the time-stamping authority."
echo "  - All $members members are as the manifest lists them; all $count entries are in the log, each where it says it is."
echo "  - Case $case_index has these $threads entries by the state root in entry $state_root, the last of them entry $last_entry; none is missing."
for one in ${signed[@]+"${signed[@]}"}; do echo "  - The decision of entry $one is signed."; done
echo "NOT PROVEN"
[ $withheld = 0 ] || echo "  - What $withheld of the case's entries say: they are withheld from you."
[ ${#witnesses[@]} -gt 0 ] || echo "  - That others are shown the same log: this is the operator's word, and a split view is possible."
[ -z "$stamped" ] && [ -e checkpoint.tst ] && echo "  - The time token checkpoint.tst: give the authority's certificates with --tsa."
echo "  - That the state root is true to the entries: the operator's word, or that of an auditor who re-executed the log."
echo "  - What index.html tells: it is the operator's telling. Only the entries are evidence."
echo "  - That what the entries say is true: only that the log holds them."
[ ${#keys[@]} -gt 0 ] || exit 5
