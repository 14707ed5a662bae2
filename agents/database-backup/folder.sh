# shellcheck shell=sh disable=SC2034,SC2154
# An unpacked export of the repository (agents/offsite-export, source pgbackrest) in its place: pgBackRest is told so in its
# environment, which goes before its files, and reads the passphrase from those as ever.

# $1: the folder.
use_folder() {
  case $1 in
    /*) ;;
    *) fail "'$1' is no absolute path" ;;
  esac
  [ -d "$1" ] || fail "$1 is no directory; unpack the export into one first"
  folder=$(readlink -f -- "$1")
  for needed in backup/$stanza/backup.info archive/$stanza/archive.info; do
    [ -r "$folder/$needed" ] ||
      fail "$folder has no $needed that $(id -un) can read; stanzas there: $(find "$folder/backup" -mindepth 1 -maxdepth 1 -printf '%f ' 2>/dev/null | grep . || echo none)"
  done
  export PGBACKREST_REPO1_TYPE=posix PGBACKREST_REPO1_PATH="$folder"
}

# What is restored has no business in what it comes from.
refuse_folder() {
  case $directory/ in "$folder"/*) fail "$directory is in $folder, which it is restored from; name another directory" ;; esac
  case $folder/ in "$directory"/*) fail "$directory has $folder in it, which it is restored from; name another directory" ;; esac
}

# What lists the backups lists those as well that were not exported: they are not chosen, and not held against it.
keep_unpacked() {
  find "$folder/backup/$stanza" -mindepth 2 -maxdepth 2 -name backup.manifest -printf '%h\n' | sed 's|.*/||' >"$work/unpacked"
  jq --arg there "$(cat "$work/unpacked")" '($there | split("\n")) as $there
    | .backup |= map(select(all(([.label] + (.reference // []))[]; . as $one | $there | index([$one]))))' "$work/info.json" >"$work/info-unpacked.json" &&
    mv "$work/info-unpacked.json" "$work/info.json"
  [ "$(info '.backup | length')" -gt 0 ] || fail "$folder has no backup of $stanza with all that it depends on; unpack the export again"
}

# The last segment has nothing that was committed after it was archived, and an export says when that was.
refuse_uncovered() {
  last_archived
  [ "$target_type" != time ] || [ -z "$archived_at" ] || [ "$target_epoch" -le "$archived_at" ] ||
    fail "the export in $folder ends before $(target_words): it covers $(covered)"
}

# For who asks for a time before it.
unpacked_words() {
  [ -n "$folder" ] || return 0
  archive_id=$(info '.archive | max_by(.database.id) | .id') archive_max=$(info '.archive | max_by(.database.id) | .max')
  last_archived
  printf '; what was unpacked covers %s' "$(covered)"
}

last_archived() {
  archived_at=$(find "$folder/archive/$stanza/$archive_id" -name "$archive_max-*" -printf '%Ts\n' | sort -n | tail -n 1)
}

covered() { echo "moments from $(epoch_words "$(info '[.backup[].timestamp.stop] | min + 1')") to $(epoch_words "$archived_at")"; }
