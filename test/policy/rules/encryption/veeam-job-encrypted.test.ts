import { verdictOf, violationsOf } from "../../support";
import { told, toldLater } from "./support";

const rule = "veeam-job-encrypted";
const job = (document: object) => [told("veeam agent job", document)];

describe(rule, () => {
  it("passes a job that names a password", async () => {
    expect(await violationsOf(rule, job({ encryptionKey: "lab [8d330e40]" }))).toEqual([]);
  });

  it.each([{}, { encryptionKey: null }, { encryptionKey: "" }, { encryptionKey: true }])(
    "fails on %j",
    async (document) => {
      expect(await violationsOf(rule, job(document))).toEqual([
        "subject: document.encryptionKey names no password, so backups would lie readable in the repository; wanted is the description of a password in Veeam. Fix: set encryptionKey to the description of an encryption password.",
      ]);
    },
  );

  it("says that a document is not known yet", async () => {
    expect(await verdictOf(rule, [toldLater])).toEqual({
      violations: [],
      notJudged: expect.stringContaining("stdin of subject is not known yet"),
    });
  });

  it("says nothing of other objects and commands", async () => {
    const sent = [
      told("veeam encryption key", {}),
      { type: "command:remote:Command", props: { stdin: "y" } },
    ];

    expect(await violationsOf(rule, sent)).toEqual([]);
  });
});
