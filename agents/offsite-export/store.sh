# shellcheck shell=sh disable=SC2154
# The bucket, through rclone: credentials are in its own file, never in an argument or an environment.

# Seconds that one request of rclone's may take in all, a part of a slow link's included: it gives up by itself where a
# connection is silent for a minute, not where it creeps.
request_seconds=$((6 * 3600))

# Of S3, which an error in a configuration is looked for with.
bucket_name() { printf 'offsite:%s' "$(setting bucket)"; }
remote() { printf '%s/%s/%s' "$(bucket_name)" "$(setting prefix)" "$1"; }

# --ignore-checksum: under SSE-KMS an ETag is no MD5. S3 itself checks the Content-MD5 that rclone sends, which
# a bucket with a default retention demands. One request per part, so that its sum holds for all of it.
store() {
  command -v rclone >/dev/null || fail "rclone is missing on $(uname -n), fix: apt-get install rclone"
  timeout --foreground --kill-after=10 "$request_seconds" \
    rclone --config "$configuration/rclone.conf" --quiet --retries 2 --low-level-retries 3 --contimeout 10s \
    --timeout 60s --s3-no-check-bucket --s3-upload-cutoff 5G --ignore-checksum --ignore-times "$@" 9>&-
}

# Names, sizes and classes below a key, as JSON in $work/listing; an empty list where there is nothing.
store_list() {
  list_below "$(remote "$1")" -R && return
  # Nothing there, or no bucket.
  [ "$listed" = 3 ] || return 1
  list_below "$(bucket_name)" || {
    [ "$listed" != 3 ] || say "ERR there is no bucket $(setting bucket) at $(place_of_store); it is named in $configuration/config.json"
    return 1
  }
  echo '[]' >"$work/listing"
}

list_below() {
  listed=0
  store lsjson --files-only --no-modtime --no-mimetype "$@" >"$work/listing" 2>"$work/why" || listed=$?
  # Of what is not there rclone says so several times.
  case $listed in
    0) return 0 ;;
    3) return 1 ;;
  esac
  cat "$work/why" >&2
  return 1
}

place_of_store() {
  sed -n 's/^\(endpoint\|region\) = //p' "$configuration/rclone.conf" | paste -s -d ' '
}

store_put() {
  rate=$(setting rate)
  store copyto --s3-storage-class "$3" --bwlimit "${rate:-off}" "$1" "$(remote "$2")"
}

# rclone succeeds where there is nothing.
store_get() {
  rm -f "$2"
  store copyto "$(remote "$1")" "$2" && { [ -e "$2" ] || { say "ERR $1 is not in the bucket" && return 1; }; }
}
