import { unknown, verdictOf, violationsOf } from "../../support";
import { told } from "../../told";

const rule = "veeam-configuration-backed-up";
const key = (more: object = {}) =>
  told("veeam encryption key", { description: "lab [01234567]" }, { name: "key", ...more });
const backup = (parts: object = {}, more: object = {}) =>
  told(
    "veeam configuration backup",
    { enabled: true, encryptionKey: "lab [01234567]", ...parts },
    { name: "backup", ...more },
  );
const violation = (got: string) =>
  `key: the server gets an encryption password, and ${got}; wanted is one that is enabled and encrypted, for with a password Veeam makes no other. Fix: add a configuration backup of that server, with \`enabled\` true and the password's description as \`encryptionKey\`.`;

describe(rule, () => {
  it.each([
    ["a server whose configuration backup is enabled and encrypted", [key(), backup()]],
    ["one that is told so twice, once in vain", [key(), backup({ enabled: false }), backup()]],
    ["a configuration backup alone", [backup({ encryptionKey: null })]],
    ["other objects", [told("veeam agent job", {}, { name: "job" })]],
  ])("passes %s", async (_what, sent) => {
    expect(await violationsOf(rule, sent)).toEqual([]);
  });

  it.each([
    ["nothing about it", [], "nothing is said of its configuration backup"],
    [
      "that of another server",
      [backup({}, { host: "other" })],
      "nothing is said of its configuration backup",
    ],
    [
      "one that is not enabled",
      [backup({ enabled: false })],
      "its configuration backup is not enabled",
    ],
    [
      "one of which nobody says so",
      [backup({ enabled: undefined })],
      "its configuration backup is not enabled",
    ],
    [
      "one in clear",
      [backup({ encryptionKey: null })],
      "its configuration backup is not encrypted",
    ],
    [
      "one under nothing",
      [backup({ encryptionKey: "" })],
      "its configuration backup is not encrypted",
    ],
    [
      "one under what is no description",
      [backup({ encryptionKey: true })],
      "its configuration backup is not encrypted",
    ],
  ])("fails on %s", async (_what, sent, got) => {
    expect(await violationsOf(rule, [key(), ...sent])).toEqual([violation(got)]);
  });

  it("says that a configuration backup is not known yet", async () => {
    const later = { type: "command:remote:Command", name: "later", props: { stdin: unknown } };

    expect(await verdictOf(rule, [key(), later])).toEqual({
      violations: [],
      notJudged: expect.stringContaining("stdin of later is not known yet"),
    });
  });
});
