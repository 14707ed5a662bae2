# shellcheck shell=sh disable=SC2154
# Which servers of a site run a release that is known to be vulnerable. Nothing is configured.
# Settings: site (address); fixed, the time of the first release without the fault. Secrets: site (user:password).

# A version is the time of its release, so their order as texts is their age.
observe() {
  # The client says in its answer whether it was given one.
  said=$(client admin info site --json) || [ -n "$said" ] || return 1
  printf '%s\n%s\n' "$envelope" "$said" | jq -n '
    input.settings.fixed as $fixed | input
    | if .status != "success" then error("the site does not answer: \(.error | if type == "object" then .cause.message // .message else . end)")
      elif (.info.servers // []) == [] then error("the site names no server")
      else .info.servers end
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
