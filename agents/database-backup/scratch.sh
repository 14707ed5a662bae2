# shellcheck shell=sh disable=SC2034,SC2154
# The directory that a restore goes to: empty, ours alone, and nothing of production's.

# $1: the directory. Makes it if it is not there.
claim_directory() {
  directory=$1
  case $directory in
    /*) ;;
    *) fail "'$directory' is no absolute path" ;;
  esac
  case $directory in
    *[!A-Za-z0-9_./-]*) fail "'$directory' has other characters than letters, digits and _ . / -; a path of PostgreSQL's socket and of its configuration has no others here" ;;
  esac
  # A socket's path has room for 107 bytes (unix(7)).
  [ "${#directory}" -le 80 ] || fail "$directory is longer than the 80 characters that leave room for a socket below it"
  [ "$(readlink -m -- "$directory")" = "$directory" ] ||
    fail "$directory is or is below a link, or is not written plainly; it is really $(readlink -m -- "$directory")"
  refuse_production
  [ -z "$folder" ] || refuse_folder
  [ ! -e "$directory" ] || [ -d "$directory" ] || fail "$directory is no directory"
  [ -d "$directory" ] || { mkdir -p -- "$directory" 2>/dev/null && made=yes; } || fail "$directory cannot be made by $(id -un)"
  [ "$(stat -c %u "$directory")" = "$(id -u)" ] || fail "$directory belongs to $(stat -c %U "$directory"), not to $(id -un)"
  # What was left behind by an earlier restore is somebody's to look at, and never this one's to write over.
  [ -z "$(find "$directory" -mindepth 1 -maxdepth 1 -print -quit)" ] || fail "$directory is not empty; a restore goes to an empty directory, and what is in it stays as it is"
  chmod 700 "$directory"
  claimed=$directory
  data=$directory/data socket=$directory/socket
  mkdir "$data" "$socket" "$directory/tablespaces"
}

# Neither production's directories nor anything above or below them, nor a data directory of another cluster: one that
# nobody declared has its PG_VERSION.
refuse_production() {
  while IFS= read -r theirs; do
    [ -n "$theirs" ] || continue
    case $directory/ in "$theirs"/*) fail "$directory is in $theirs, which is production's; name another directory" ;; esac
    case $theirs/ in "$directory"/*) fail "$directory has $theirs in it, which is production's; name another directory" ;; esac
  done <<LIST
$(list_production)
LIST
  above=$directory
  while :; do
    [ ! -e "$above/PG_VERSION" ] || fail "$above is the data directory of a PostgreSQL (it has PG_VERSION); name another directory"
    [ "$above" != / ] || break
    above=$(dirname -- "$above")
  done
}

list_production() {
  setting dataDirectories | while IFS= read -r production; do
    really=$(readlink -m -- "$production")
    printf '%s\n' "$really"
    find "$really/pg_tblspc" -mindepth 1 -maxdepth 1 -type l -exec readlink -m {} + 2>/dev/null || :
  done
}

# A backup says how large it is restored; what is replayed onto it is written besides.
need_space() {
  free=$(df --output=avail -k -- "$directory" | tail -n 1)
  wanted=$(((backup_bytes + 1023) / 1024 + $(setting spareMiB 512) * 1024))
  [ "$free" -ge "$wanted" ] ||
    fail "the disk of $directory is too full: it has $((free / 1024)) MiB free, and the backup $backup_label with what is replayed onto it takes $((wanted / 1024)) MiB"
}

# Only what was claimed, and nothing while a server runs on it.
clear_directory() {
  [ -n "${claimed:-}" ] || return 0
  if [ -n "$keep" ] && [ -n "$restored" ]; then
    cp "$server_log" "$claimed/server.log" 2>/dev/null || :
    # Beside it, and never the server that production's own settings would make of it.
    cp "$work/start" "$claimed/start" && chmod 700 "$claimed/start"
    "$programs/initdb" --sync-only -D "$claimed/data" >/dev/null 2>&1 || say "WARN $claimed/data may not be on its disk yet"
    say "kept in $claimed: the data directory is data, the server's log server.log, and start starts it again, for nobody but $(id -un); remove it when nobody needs it"
    return 0
  fi
  for part in data tablespaces socket postgresql.conf hba.conf ident.conf; do rm -rf -- "${claimed:?}/$part"; done
  [ -z "$made" ] || rmdir -- "$claimed" 2>/dev/null || :
}
