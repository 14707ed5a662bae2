import { repositoriesIn } from "../../pgbackrest-options";
import { remoteRule } from "../../rule";

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
    repositoriesIn(document).flatMap(({ name, options }) => [
      ...(options["cipher-type"] === "aes-256-cbc"
        ? []
        : [
            {
              problem: `${name}-cipher-type is ${shown(options["cipher-type"])}, so backups would lie readable there; wanted is aes-256-cbc`,
              fix: `set ${name}-cipher-type to aes-256-cbc; a repository that is there already has to be made anew`,
            },
          ]),
      ...(options["storage-verify-tls"] === "n"
        ? [
            {
              problem: `${name}-storage-verify-tls is n, so anybody could be the repository; wanted is y`,
              fix: `take ${name}-storage-verify-tls out, and name the authority in ${name}-storage-ca-file`,
            },
          ]
        : []),
    ]),
});

const shown = (value: unknown) => (typeof value === "string" ? value : "not set");
