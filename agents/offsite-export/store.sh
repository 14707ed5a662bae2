# shellcheck shell=sh disable=SC2154
# The bucket, through rclone: credentials are in its own file, never in an argument or an environment.

remote() { printf 'offsite:%s/%s/%s' "$(setting bucket)" "$(setting prefix)" "$1"; }

# --ignore-checksum: under SSE-KMS an ETag is no MD5. S3 itself checks the Content-MD5 that rclone sends, which
# a bucket with a default retention demands. One request per part, so that its sum holds for all of it.
store() {
  command -v rclone >/dev/null || fail "rclone is missing on $(uname -n), fix: apt-get install rclone"
  rclone --config "$configuration/rclone.conf" --quiet --retries 2 --low-level-retries 3 --contimeout 10s \
    --timeout 60s --s3-no-check-bucket --s3-upload-cutoff 5G --ignore-checksum --ignore-times "$@"
}

# Names and sizes below a key, as JSON; an empty list where there is nothing.
store_list() {
  listed=0
  store lsjson -R --files-only --no-modtime --no-mimetype "$(remote "$1")" >"$work/listing" || listed=$?
  case $listed in
    0) cat "$work/listing" ;;
    3) echo '[]' ;;
    *) return 1 ;;
  esac
}

store_put() {
  rate=$(setting rate)
  store copyto --s3-storage-class "$3" --bwlimit "${rate:-off}" "$1" "$(remote "$2")"
}

store_get() { store copyto "$(remote "$1")" "$2"; }
