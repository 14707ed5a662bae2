# shellcheck shell=sh disable=SC2154
# Compression and encryption of one part: OpenPGP with AES-256 and a modification detection code, which any
# implementation of OpenPGP opens again. The key has 256 random bits, so few rounds of key derivation do.

open_pgp() {
  GNUPGHOME=$work gpg --batch --quiet --no-tty --no-options --yes --pinentry-mode loopback \
    --passphrase-file "$configuration/export-key" "$@"
}

seal() {
  open_pgp --symmetric --cipher-algo AES256 --s2k-digest-algo SHA512 --s2k-count 65536 --compress-algo none
}

unseal() { open_pgp --decrypt; }

# Tells keys apart without telling anything of them; `npm run keys` shows the same.
key_fingerprint() {
  { echo "offsite-export key"; cat "$configuration/export-key"; } | sha256sum | cut -c 1-64 | sed 's/..\B/&:/g'
}

sum_of() { sha256sum | cut -c 1-64; }
