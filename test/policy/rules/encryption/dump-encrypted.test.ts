import { verdictOf, violationsOf } from "../../support";
import { told, toldLater } from "./support";

const rule = "dump-encrypted";
const good = {
  config: { endpoint: "https://fs03:9000" },
  files: { "dump-key": "as declared", "s3-credentials": "as declared" },
};

describe(rule, () => {
  it("passes dumps under a key of their own that go over TLS", async () => {
    expect(await violationsOf(rule, [told("postgres dump", good)])).toEqual([]);
  });

  it.each([
    [{ ...good, config: { endpoint: "http://fs03:9000" } }, "endpoint is http://fs03:9000"],
    [{ ...good, config: {} }, "endpoint is not set"],
    [{ ...good, files: { "s3-credentials": "as declared" } }, "no file dump-key is sent"],
    [{ config: good.config }, "no file dump-key is sent"],
  ])("fails on %j", async (document, got) => {
    expect(await violationsOf(rule, [told("postgres dump", document)])).toEqual([
      expect.stringContaining(got),
    ]);
  });

  it("says that a document is not known yet", async () => {
    expect((await verdictOf(rule, [toldLater])).notJudged).toContain("not known yet");
  });
});
