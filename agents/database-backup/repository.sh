# shellcheck shell=sh disable=SC2034,SC2154
# What the repository says of itself. `info` and `verify` end with 0 whatever they find (pgBackRest 2.45 to 2.59,
# https://github.com/pgbackrest/pgbackrest/issues/2502), so what they print is what counts.

# $work/info.json, or a failure that names why there is none.
ask_repository() {
  backrest info --output=json >"$work/info-all.json" 2>"$work/why" || fail "the repository of $stanza cannot be asked: $(said "$work/why")"
  # What a wrong key makes of a file is quoted in it, and that is no JSON.
  tr -cd '\12\40-\176' <"$work/info-all.json" >"$work/info-text.json"
  jq -e --arg stanza "$stanza" 'map(select(.name == $stanza)) | .[0] // empty' "$work/info-text.json" >"$work/info.json" 2>"$work/why" ||
    fail "the repository does not say of the stanza $stanza how it is: $(head -c 300 "$work/info-text.json") $(head -n 1 "$work/why")"
  code=$(info '.status.code') || fail "the repository of $stanza does not say how it is"
  message=$(info '[.status.message, (.repo[]? | .status | select(.code != 0) | .message)] | unique | join("; ")' | tr -cd '\40-\176')
  case $code in
    0) ;;
    2) fail "the repository of $stanza has no backup that can be restored: $message" ;;
    99) fail "the repository of $stanza does not open: $message$(wrong_key)" ;;
    *) fail "the repository of $stanza is not well: $message" ;;
  esac
  cipher=$(info .cipher) expected=$(setting cipher aes-256-cbc)
  [ "$cipher" = "$expected" ] || fail "the repository of $stanza is encrypted with '$cipher', and $expected is declared"
  [ -z "$folder" ] || keep_unpacked
}

info() { jq -er "$1" "$work/info.json"; }

# A wrong passphrase makes of a file what is no configuration; pgBackRest does not name it.
wrong_key() {
  ! grep -aqE 'CryptoError|FormatError|cipher' "$work/info.json" || printf '%s' " (that is what a wrong repo-cipher-pass looks like: compare the passphrase with the escrowed one)"
}

# What backups there are, and which one a restore can begin with. $backup_label, $backup_bytes, $archive_max.
choose_backup() {
  broken=$(info '[.backup[] | select(.error == true) | .label] | join(" ")')
  [ -z "$broken" ] || say "WARN pages of these backups were damaged when they were made: $broken"
  # The end of a backup is told in whole seconds, so that only a target in a later one is surely after it.
  until='1e18'
  [ "$target_type" != time ] || until=$target_epoch
  jq -e --argjson until "$until" --arg set "$set" '[.backup[] | select(.timestamp.stop < $until and ($set == "" or .label == $set))] | max_by(.timestamp.stop) // empty' "$work/info.json" >"$work/backup.json" ||
    fail "there is no backup ${set:+called $set }from before $(target_words); there are: $(backups_there); the earliest time that can be restored is $(epoch_words "$(info '[.backup[].timestamp.stop] | min + 1')"), the second after the end of the first backup$(unpacked_words)"
  backup_label=$(jq -r .label "$work/backup.json")
  backup_bytes=$(jq -r .info.size "$work/backup.json")
  archive_start=$(jq -r .archive.start "$work/backup.json")
  archive_id=$(info '.archive | max_by(.database.id) | .id')
  archive_max=$(info '.archive | max_by(.database.id) | .max')
}

backups_there() { info '[.backup[].label] | join(", ")'; }

# Reads all that is in the repository and compares its checksums. Without --verbose nothing is said of what is well, and
# silence is no good word: the chosen backup must be named as valid.
verify_repository() {
  backrest verify --verbose --output=text >"$work/verify" 2>"$work/why" || fail "the repository of $stanza cannot be verified: $(said "$work/why")"
  ! is_damaged || fail "the repository of $stanza is damaged, says pgbackrest verify: $(damage)"
}

is_damaged() {
  ! grep -qx 'status: ok' "$work/verify" || ! grep -q "^  backup: $backup_label, status: valid" "$work/verify" ||
    grep -qE '(missing|checksum invalid|size invalid|other): [1-9]' "$work/verify"
}

# What is not well of it, with what it belongs to.
damage() { tr -cd '\12\40-\176' <"$work/verify" | awk '/^  [a-z]/ && !/^    / { what = $0 } /(missing|invalid|other): [1-9]/ { print what "," $0 } /No usable|status: error/' | sed 's/  */ /g; s/^ //' | paste -s -d ';' | cut -c1-600; }

# Segments that are not in the repository although later ones are. On one timeline, the last of the archive. $1: the segment
# that a backup begins with.
look_for_gaps() {
  backrest repo-ls --recurse "archive/$stanza/$archive_id" >"$work/archive" 2>"$work/why" || fail "the archive of $stanza cannot be listed: $(said "$work/why")"
  sed -n 's|^.*/\([0-9A-F]\{24\}\)-[0-9a-f]\{40\}.*$|\1|p' "$work/archive" | sort -u >"$work/segments"
  [ -s "$work/segments" ] || fail "the archive of $stanza has no segment at all"
  name_gaps "$1" "$(printf %.8s "$archive_max")" <"$work/segments" >"$work/gaps"
}

# The newest that there is is no latest where a later one was made. What was unpacked is as old as it is.
refuse_lost() {
  [ -z "$folder" ] || return 0
  lost=$(lost_newest "$(jq '[.backup[].timestamp.stop] | max' "$work/info.json")")
  [ -z "$lost" ] || fail "$lost; --time takes what there is"
}

refuse_gaps() {
  [ ! -s "$work/gaps" ] || fail "the archive of $stanza lacks WAL after the backup $backup_label: $(paste -s -d ',' "$work/gaps"); nothing later than that can be restored from this backup, and a new full backup closes the gap for what comes after it"
}
