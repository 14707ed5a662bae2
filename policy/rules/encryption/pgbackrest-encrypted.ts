import { type BackrestRepository, repositoriesIn, shownValues } from "../../pgbackrest-options";
import { remoteRule, type Violation } from "../../rule";

/**
 * pgBackRest encrypts nothing unless it is told a cipher, and takes any certificate where it is told not to look (pgBackRest,
 * configuration reference, "Repository Cipher Type Option" and "Repository Storage Certificate Verify Option").
 */
export const pgbackrestEncrypted = remoteRule({
  name: "pgbackrest-encrypted",
  description:
    "Repositories of pgBackRest are encrypted, and reached at a server that shows who it is.",
  remediation:
    "Set `repo1-cipher-type` to `aes-256-cbc` before the stanza is made, and leave `repo1-storage-verify-tls` on.",
  sees: "resource",
  kinds: ["postgres stanza"],
  judge: ({ document }) =>
    repositoriesIn(document).flatMap((repository) => [
      ...inClear(repository),
      ...unasked(repository),
    ]),
});

function inClear({ name, values }: BackrestRepository): Violation[] {
  const ciphers = values("cipher-type");
  if (ciphers.length > 0 && ciphers.every((cipher) => cipher === "aes-256-cbc")) return [];
  return [
    {
      problem: `${name}-cipher-type is ${shownValues(ciphers)}, so backups would lie readable there; wanted is aes-256-cbc`,
      fix: `set ${name}-cipher-type to aes-256-cbc; a repository that is there already has to be made anew`,
    },
  ];
}

function unasked({ name, values }: BackrestRepository): Violation[] {
  const verified = [...values("storage-verify-tls"), ...values("s3-verify-tls")];
  if (!verified.includes("n")) return [];
  return [
    {
      problem: `${name}-storage-verify-tls is n, so anybody could be the repository; wanted is y`,
      fix: `take ${name}-storage-verify-tls out, and name the authority in ${name}-storage-ca-file`,
    },
  ];
}
