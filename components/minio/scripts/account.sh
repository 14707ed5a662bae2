# shellcheck shell=sh disable=SC2154
# Whether a site has a user or a policy of this name. Nothing is made here: the provider does that, and would give
# another secret to a user, or another text to a policy, that somebody else made.
# Settings: site (address). The document has `noun`: user or policy, and `account`, its name. Secrets: site (user:password).

observe() {
  noun=$(printf %s "$envelope" | jq -er .document.noun) || return 1
  account=$(printf %s "$envelope" | jq -er .document.account) || return 1
  if said=$(client admin "$noun" info site "$account" --json); then
    printf %s "$envelope" | jq .document
    return
  fi
  case $(printf %s "$said" | jq -r '.error.cause.error.Code? // empty') in
    XMinioAdminNoSuchUser | XMinioAdminNoSuchPolicy) echo null ;;
    *) printf '%s\n' "$said" >&2 && return 1 ;;
  esac
}
