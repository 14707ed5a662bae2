# shellcheck shell=sh disable=SC2034,SC2154
# The bucket's listing and S3's archive class, through rclone: what restic cannot be asked. Nothing is written with it.

# Seconds that one run of rclone's may take in all: it gives up by itself where a connection is silent for a minute,
# not where it creeps.
request_seconds=$((6 * 3600))

# Of S3, which an error in a configuration is looked for with.
bucket_name() { printf 'offsite:%s' "$(setting bucket)"; }
remote() { printf '%s/%s/%s' "$(bucket_name)" "$(setting prefix)" "$1"; }

# Credentials are in their own file, never in an argument or an environment; rclone has no file of its own.
store() {
  command -v rclone >/dev/null || fail "rclone is missing on $(uname -n), fix: apt-get install rclone"
  endpoint=$(setting endpoint)
  RCLONE_CONFIG_OFFSITE_TYPE=s3 RCLONE_CONFIG_OFFSITE_ENV_AUTH=true \
    RCLONE_CONFIG_OFFSITE_PROVIDER=$([ -z "$endpoint" ] && echo AWS || echo Other) \
    RCLONE_CONFIG_OFFSITE_REGION=$(setting region) RCLONE_CONFIG_OFFSITE_ENDPOINT=$endpoint \
    RCLONE_CONFIG_OFFSITE_SHARED_CREDENTIALS_FILE=$configuration/s3-credentials \
    timeout --foreground --kill-after=10 "$request_seconds" \
    rclone --config '' --quiet --retries 2 --low-level-retries 3 --contimeout 10s --timeout 60s "$@" 9>&-
}

# Every object below a key with all its versions, as JSON in $work/listing; an empty list where there is nothing. Nobody
# who may write can take a version away, so what is hidden or written over shows. rclone gives a version that is not the
# current one a name that ends with its time.
store_list() {
  list_below "$(remote "$1")" -R && fold_versions && return
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
  store lsjson --files-only --use-server-modtime --no-mimetype --s3-versions "$@" >"$work/versions" 2>"$work/why" || listed=$?
  # Of what is not there rclone says so several times.
  case $listed in
    0) return 0 ;;
    3) return 1 ;;
  esac
  cat "$work/why" >&2
  return 1
}

# { name, size, tier, since } of what is there, and of each earlier version in `older`; size null where a delete marker
# hides what was there.
fold_versions() {
  jq -c 'def version: "-v[0-9]{4}-[0-9]{2}-[0-9]{2}-[0-9]{6}-[0-9]{3}$";
    map({ name: (.Path | sub(version; "")), older: (.Path | test(version)), size: .Size, tier: (.Tier // "STANDARD"), since: .ModTime })
    | group_by(.name) | map((map(select(.older | not)) | .[0]) as $current
      | { name: .[0].name, size: $current.size, tier: $current.tier, since: $current.since,
          older: map(select(.older) | { size, since }) })' "$work/versions" >"$work/listing"
}

place_of_store() { printf '%s %s' "$(setting region)" "$(setting endpoint)" | sed 's/ $//'; }
