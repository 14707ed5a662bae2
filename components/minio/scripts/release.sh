# shellcheck shell=sh disable=SC2154
# Which servers of a site run a release that is known to be vulnerable. Nothing is configured.
# Settings: site (address); fixed, the time of the first release without the fault. Secrets: site (user:password).

# A version is the time of its release, so their order as texts is their age.
observe() {
  if ! said=$(client admin info site --json 2>&1); then
    printf '%s\n' "$said" | jq -r '.error.cause.message? // .error.message? // empty' >&2
    return 1
  fi
  printf '%s\n%s\n' "$envelope" "$said" | jq -n '
    input.settings.fixed as $fixed | input.info.servers
    | if length == 0 then error("the site names no server") else . end
    | { vulnerable: [.[] | select((.version // "") < $fixed) | "\(.endpoint): \(.version // "a server that does not answer")"] | sort }'
}

create() {
  :
}

update() {
  fail "it runs MinIO of $(printf %s "$observed" | jq -r '.vulnerable | join(", ")')"
}

advice() {
  case $1 in
    *"it runs MinIO of"*)
      echo "a restricted service account gets its owner's rights there (CVE-2025-62506): build $(printf %s "$envelope" | jq -r .settings.fixed) or later from source, or run a maintained fork; the vendor gives out no binaries any more"
      ;;
  esac
}

remove() {
  :
}
