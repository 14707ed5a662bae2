# shellcheck shell=sh disable=SC2016,SC2154
# What is exported of a pgBackRest repository, as a tar archive that is made while it is sent: nothing of it is ever on a
# disk of its own, and its size is known before it begins.

# Objects of the export, in $work/objects: size, name and header of each. What changes while they are read is noticed: what
# a backup or the log has written is never written again, so its size or its absence tells; what lists them is read first,
# and a backup that is listed before and after that was listed in it.
before_archive() {
  stanza=$(setting stanza)
  rm -rf "$work/lists" && mkdir "$work/lists"
  : >"$work/listed-objects"
  for list in backup/"$stanza"/backup.info backup/"$stanza"/backup.info.copy archive/"$stanza"/archive.info archive/"$stanza"/archive.info.copy; do
    backrest repo-get --raw "$list" >"$work/lists/${list##*/}" 2>"$work/why" || fail "$snapshot: $list could not be read: $(backrest_said)"
    [ -s "$work/lists/${list##*/}" ] || fail "$snapshot: $list is empty"
  done
  printf %s "$chosen" | jq -r '.set[].name' >"$work/set"
  while read -r label; do list_objects "backup/$stanza/$label" </dev/null; done <"$work/set"
  list_objects "archive/$stanza/$(printf %s "$chosen" | jq -r .log.id)"
  list_snapshots "$stanza" >"$work/listed-after" || fail "$snapshot: the backups of $stanza could not be listed"
  missing=$(jq -r --argjson chosen "$chosen" '[.backup[]?.label] as $there | [$chosen.set[].name] - $there | join(", ")' "$work/listed-after") ||
    fail "$snapshot: the backups of $stanza make no sense"
  [ -z "$missing" ] || fail "$snapshot: $missing has expired meanwhile; the next run takes what there is then"
  choose_objects
}

# $1: a folder of the repository.
list_objects() {
  backrest repo-ls --recurse --output=json "$1" >"$work/listed" 2>"$work/why" || fail "$snapshot: $1 could not be listed: $(backrest_said)"
  jq -ec --arg at "$1/" 'to_entries[] | select(.value.type == "file") | { name: ($at + .key), size: .value.size, time: (.value.time // 0) }' "$work/listed" >>"$work/listed-objects" 2>/dev/null ||
    fail "$snapshot: the listing of $1 ends early, or has nothing in it"
}

# Of the log what the oldest of the backups begins with, and all that is later, on whatever timeline.
choose_objects() {
  jq -rs --argjson chosen "$chosen" --arg stanza "$stanza" --arg lists "$(cd "$work/lists" && stat -c '%n %s' ./*)" '
    def at($folder): startswith("\($folder)/");
    def segment: capture("/[0-9A-F]{8}(?<at>[0-9A-F]{16})[-.][^/]*$") // null | .at?;
    ("archive/\($stanza)/\($chosen.log.id)") as $log
    | map(select((.name | at($log) | not) or (.name | test("/[0-9A-F]{8}\\.history$")) or ((.name | segment) as $one | $one != null and $one >= $chosen.log.first))) as $all
    | ($chosen.set | map(. as $backup | "backup/\($stanza)/\(.name)" as $folder
        | ($all | map(select(.name | at($folder)))) as $here
        | (($here | map(select(.name | test("/backup\\.manifest(\\.copy)?$") | not).size) | add) // 0) as $bytes
        | if ($here | map(.name)) | index([$folder + "/backup.manifest"]) | not then "\($folder)/backup.manifest is missing in the listing"
          elif $bytes < .bytes then "the listing of \($folder) has \($bytes) of \(.bytes) bytes"
          else empty end)) as $short
    | ($all | map(.name | select(at($log)) | segment | values)) as $segments
    | ($short
        + (if $segments | index([$chosen.log.first]) then [] else ["the log lacks the segment \($chosen.log.first) that the backup begins with"] end)
        + (if $segments | index([$chosen.log.last[8:]]) then [] else ["the listing of the log lacks its last segment, \($chosen.log.last)"] end)
        + ($all | map(select(.name | test("[[:cntrl:]]")) | "the name \(.name | tojson) has a character that a line cannot have"))) as $faults
    | if $faults != [] then "fault\t\($faults[0])" else
        ($lists | split("\n") | map(split(" ") | { key: .[0][2:], value: .[1] }) | from_entries) as $sizes
        | (["backup", "archive"][] as $kind | "\($kind).info", "\($kind).info.copy" | "\($sizes[.])\t0\t\($kind)/\($stanza)/\(.)"),
          ($all | sort_by(.name | at($log), .)[] | "\(.size)\t\(.time)\t\(.name)") end' "$work/listed-objects" >"$work/chosen-objects" 2>"$work/why" ||
    fail "$snapshot: what is in the repository makes no sense: $(head -n 1 "$work/why")"
  fault=$(sed -n "s/^fault$tab//p" "$work/chosen-objects")
  [ -z "$fault" ] || fail "$snapshot: $fault"
  warn_of_gaps
  tar_headers <"$work/chosen-objects" >"$work/objects"
  fault=$(sed -n "s/^fault$tab//p" "$work/objects")
  [ -z "$fault" ] || fail "$snapshot: $fault"
  # Each has a header and is filled up to the next block; two empty ones end it.
  awk -F "$tab" '{ all += 512 + int(($1 + 511) / 512) * 512 } END { printf "%.0f\n", all + 1024 }' "$work/objects" >"$work/tar-bytes"
}

# What the log lacks between the first backup of the export and its end is told: the newest backup needs none of what comes
# before it, and is worth more here than nowhere.
warn_of_gaps() {
  last=$(printf %s "$chosen" | jq -r .log.last)
  timeline=$(printf %.8s "$last")
  sed -n 's|^.*/\([0-9A-F]\{24\}\)-[0-9a-f]\{40\}[^/]*$|\1|p' "$work/chosen-objects" | sort -u |
    name_gaps "$timeline$(printf %s "$chosen" | jq -r .log.first)" "$timeline" >"$work/gaps"
  [ ! -s "$work/gaps" ] ||
    say "WARN $snapshot: the log lacks $(paste -s -d ',' "$work/gaps"), so that no moment from there to the end of the next backup, or to the end of the log, can be had back from this export"
}

# Size, name and the header of each object, as `printf` takes it; a fault where one cannot be told. Source: POSIX, pax,
# "ustar Interchange Format".
tar_headers() {
  awk -F "$tab" '
    function octal(value, digits,  text) { for (text = ""; digits > 0; digits--) { text = (value % 8) text; value = int(value / 8) } return text }
    function field(text, width,  at, one, made) {
      made = ""
      for (at = 1; at <= length(text); at++) {
        one = substr(text, at, 1)
        sum += code[one]
        made = made (one == "%" ? "%%" : one == "\\" ? "\\\\" : one)
      }
      for (; at <= width; at++) made = made "\\000"
      return made
    }
    BEGIN { for (at = 1; at < 256; at++) code[sprintf("%c", at)] = at }
    {
      size = $1; name = $3; prefix = ""
      if (size > 8589934591) { print "fault\t" name " has " size " bytes, more than a tar archive says of a file"; exit }
      if (length(name) > 100) {
        # The prefix ends at a slash, and the rest has at most 100 bytes.
        for (at = length(name) - 100; at <= length(name); at++) if (at > 1 && substr(name, at, 1) == "/") break
        prefix = substr(name, 1, at - 1)
        name = substr(name, at + 1)
        if (name == "" || length(prefix) > 155) { print "fault\tthe name " $3 " is longer than a tar archive has room for"; exit }
      }
      # The sum counts its own field as eight blanks.
      sum = 8 * 32
      before = field(name, 100) field("0000640", 8) field("0000000", 8) field("0000000", 8) field(octal(size, 11), 12) field(octal($2, 11), 12)
      after = field("0", 1) field("", 100) field("ustar", 6) field("00", 2) field("", 32) field("", 32) field("0000000", 8) field("0000000", 8) field(prefix, 155) field("", 12)
      print $1 "\t" $3 "\t" before octal(sum, 6) "\\000 " after
    }'
}

# The archive, in the place of the shell that calls it. What lists the rest was read already.
become_reader() {
  sed -n 1,4p "$work/objects" | while IFS="$tab" read -r size name header; do
    # shellcheck disable=SC2059 # It is a format.
    printf "$header"
    cat "$work/lists/${name##*/}"
    head -c "$(((512 - size % 512) % 512))" /dev/zero
  done
  sed 1,4d "$work/objects" >"$work/objects-left"
  # shellcheck disable=SC2046 # Words.
  exec timeout --kill-after=10 "$read_seconds" runuser -u "$(setting account postgres)" -- env -i PATH="$PATH" LC_ALL=C TZ=UTC HOME=/nonexistent \
    sh -c "cd / && $pour_objects" offsite-export $(backrest_words) <"$work/objects-left" 9>&-
}

# Run by the account of the database. An object that has another size than the listing says ends it, by its name; where
# nobody takes what is read, whoever that is has a reason of its own.
pour_objects='
  exec 4>&1
  while IFS="	" read -r size name header; do
    printf "$header" || exit 1
    counted=$({ { "$@" repo-get --raw "$name" </dev/null || echo broken >&3; } | dd bs=1M 2>&3 1>&4; } 3>&1)
    came=$(printf "%s\n" "$counted" | sed -n "s/^\([0-9]*\) bytes.*/\1/p")
    [ -n "$came" ] || exit 1
    [ "$came" = "$size" ] || { echo "offsite-export: ERR $name has $came bytes, and $size in the listing: it has changed or gone while it was read" >&2 && exit 1; }
    case $counted in *broken*) echo "offsite-export: ERR $name could not be read to its end" >&2 && exit 1 ;; esac
    head -c $(((512 - size % 512) % 512)) /dev/zero || exit 1
  done
  head -c 1024 /dev/zero'

is_whole() { [ "$2" = "$(cat "$work/tar-bytes")" ]; }
