import { remoteRule } from "../../rule";

/**
 * A repository of restic is encrypted under its password, which the agent reads from a file of its own; what is sent of it,
 * and the log-in to its bucket, must not go in clear either.
 */
export const dumpEncrypted = remoteRule({
  name: "dump-encrypted",
  description:
    "Dumps of databases are encrypted under a key of their own, and sent to a server that shows who it is.",
  remediation:
    "Send the agent a file `dump-key`, and name an `endpoint` that begins with `https://`.",
  sees: "resource",
  kinds: ["postgres dump"],
  judge: ({ document }) => {
    const { endpoint } = (document["config"] ?? {}) as Readonly<Record<string, unknown>>;
    const files = (document["files"] ?? {}) as Readonly<Record<string, unknown>>;
    const address = typeof endpoint === "string" ? endpoint : "not set";
    return [
      ...(address.startsWith("https://")
        ? []
        : [
            {
              problem: `endpoint is ${address}, so dumps and the log-in to their bucket would go in clear; wanted is https://`,
              fix: "name the endpoint with https://",
            },
          ]),
      ...(files["dump-key"] === "as declared"
        ? []
        : [
            {
              problem: "no file dump-key is sent, under which dumps are encrypted; wanted is one",
              fix: "send the agent the key as the file dump-key",
            },
          ]),
    ];
  },
});
