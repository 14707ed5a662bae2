# shellcheck shell=sh disable=SC2154
# What only a datastore needs when it is made. Settings: `adopt`, whether an S3 bucket's datastore is taken over.

# Words for `create`, one a line.
creation() {
  if is_in_bucket; then
    [ "$(setting adopt)" = false ] || printf '%s\n' --reuse-datastore=true --overwrite-in-use=true
    return
  fi
  directory=$(declared_path)
  clear_unfinished
  of_data remember
  # One whose data is there already is taken up again, backups and all.
  [ ! -d "$directory/.chunks" ] || echo --reuse-datastore=true
}

is_in_bucket() { printf %s "$envelope" | jq -e '.document.backend // "" | test("type=s3")' >/dev/null; }
declared_path() { printf %s "$envelope" | jq -er .document.path; }

# Runs $1 for the data in $directory, which a removal leaves, and with it whose it is.
of_data() {
  (
    # shellcheck disable=SC2034 # What it is whose mark is looked at.
    kind="backups in" identity=$directory
    "$1"
  )
}

# Backups in the declared path that this stack never kept: it would prune them as it declares.
rival() {
  directory=$(declared_path) || return 1
  maker=$(of_data owner) || return 1
  if is_in_bucket || [ "$maker" = "$stack" ] || ! holds_data; then
    echo null
  else
    printf '%s' "$directory" | jq -Rs '{ path: ., backups: "there already" }'
  fi
}

# A lock file is what a creation makes last; chunks may have been copied here without it.
holds_data() {
  [ -e "$directory/.lock" ] || [ -n "$(find "$directory/.chunks" -type f 2>/dev/null | head -n 1)" ]
}

# A bucket's datastore that is taken up is closed by the product while its cache is filled, and open afterwards,
# whatever it was told.
created() {
  observed=$(look)
  [ "$observed" = "$wanted" ] || update
}

# A creation that broke off, on a full disk for one, leaves directories without the lock file that comes last, and the
# product would take neither them nor new ones. Only empty directories are removed, so no chunk can be lost.
clear_unfinished() {
  if [ -d "$directory/.chunks" ] && [ ! -e "$directory/.lock" ]; then
    find "$directory/.chunks" -depth -type d -empty -delete
  fi
}
