# shellcheck shell=sh disable=SC2154
# What only a datastore needs when it is made. Settings: `adopt`, whether an S3 bucket's datastore is taken over.

# Words for `create`, one a line.
creation() {
  if [ "$(printf %s "$envelope" | jq -r '.document.backend // "" | test("type=s3")')" = true ]; then
    [ "$(setting adopt)" = false ] || printf '%s\n' --reuse-datastore=true --overwrite-in-use=true
    return
  fi
  directory=$(printf %s "$envelope" | jq -er .document.path)
  clear_unfinished
  # One whose data is there already is taken up again, backups and all.
  [ ! -d "$directory/.chunks" ] || echo --reuse-datastore=true
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
