import { verdictOf, violationsOf } from "../../support";
import { told, toldLater } from "./support";

const rule = "pgbackrest-encrypted";
const stanza = (options: object) => [told("postgres stanza", { options })];

describe(rule, () => {
  it.each([
    ["a repository under AES-256", { pg: { "repo1-cipher-type": "aes-256-cbc" } }],
    [
      "two of them, told in two sections",
      {
        pg: { "repo1-cipher-type": "aes-256-cbc" },
        global: { "repo2-cipher-type": "aes-256-cbc" },
      },
    ],
    [
      "one whose server shows who it is",
      { pg: { "repo1-cipher-type": "aes-256-cbc", "repo1-storage-verify-tls": "y" } },
    ],
  ])("passes %s", async (_what, options) => {
    expect(await violationsOf(rule, stanza(options))).toEqual([]);
  });

  it.each([
    ["of which nothing is said", {}, "repo1-cipher-type is not set"],
    ["that is in clear", { pg: { "repo1-cipher-type": "none" } }, "repo1-cipher-type is none"],
    [
      "that is in clear for a command",
      { "pg:backup": { "repo-cipher-type": "none" }, pg: { "repo1-cipher-type": "aes-256-cbc" } },
      "repo1-cipher-type is none and aes-256-cbc",
    ],
    [
      "beside an encrypted one",
      { pg: { "repo1-cipher-type": "aes-256-cbc", "repo2-path": "/b" } },
      "repo2-cipher-type is not set",
    ],
  ])("fails on a repository %s", async (_what, options, got) => {
    const [violation, ...others] = await violationsOf(rule, stanza(options));
    expect([violation, others]).toEqual([
      expect.stringContaining(`${got}, so backups would lie readable there; wanted is aes-256-cbc`),
      [],
    ]);
  });

  // The second is the option's name in older files.
  it.each(["storage", "s3"])("fails on a server that nobody asks who it is, by %s", async (by) => {
    const options = {
      pg: { "repo1-cipher-type": "aes-256-cbc", [`repo1-${by}-verify-tls`]: "n" },
    };
    expect(await violationsOf(rule, stanza(options))).toEqual([
      "subject: repo1-storage-verify-tls is n, so anybody could be the repository; wanted is y. Fix: take repo1-storage-verify-tls out, and name the authority in repo1-storage-ca-file.",
    ]);
  });

  it("says that a document is not known yet", async () => {
    expect(await verdictOf(rule, [toldLater])).toEqual({
      violations: [],
      notJudged: expect.stringContaining("stdin of subject is not known yet"),
    });
  });

  it("says nothing of other objects", async () => {
    expect(await violationsOf(rule, [told("postgres backup", {})])).toEqual([]);
  });
});
