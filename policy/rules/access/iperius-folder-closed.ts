import { remoteRule, type Violation } from "../../rule";

type Table = Readonly<Record<string, unknown>>;

/**
 * Groups that anybody who is let in at all is in, as SDDL and SIDs name them (Microsoft, "SID Strings" and "Well-known
 * SIDs"): everyone, authenticated, interactive and network users, users and guests of the machine and of its domain.
 */
const many =
  /^(?:WD|AU|IU|NU|AN|BU|BG|DU|DG|DC|S-1-1-0|S-1-5-(?:2|4|7|11|32-54[56]|21-.+-51[345]))$/i;

/**
 * The service of Iperius runs what lies in its folder as SYSTEM, and reads its log-ins there: whoever can write in it is
 * an administrator, and its setup lets every user.
 */
export const iperiusFolderClosed = remoteRule({
  name: "iperius-folder-closed",
  description: "The folder of Iperius is closed to all but administrators and its service.",
  remediation:
    "Let its access list inherit nothing, and name administrators (BA), SYSTEM (SY) and the service's own account alone.",
  sees: "resource",
  kinds: ["iperius folder"],
  judge: ({ document: { entries, inherits } }) => [
    ...(inherits === false ? [] : [inheriting(inherits)]),
    ...openedTo((entries ?? {}) as Table),
  ],
});

const inheriting = (inherits: unknown): Violation => ({
  problem: `stdin: document.inherits is ${JSON.stringify(inherits) ?? "unset"}, so whoever may write above may write there; wanted is false`,
  fix: "set inherits to false",
});

/** What is denied lets nobody in: an entry begins with its kind (Microsoft, "ACE Strings"). */
function openedTo(entries: Table): Violation[] {
  return Object.entries(entries)
    .filter(([account, rights]) => many.test(account) && !/^D /.test(String(rights)))
    .map(([account]) => ({
      problem: `stdin: document.entries lets ${account} in, which is every user; wanted are BA, SY and the account of the service`,
      fix: `take ${account} out of entries`,
    }));
}
