import { unknown, verdictOf, violationsOf } from "../../support";

const rule = "remote-host-key-pinned";
const type = "command:remote:Command";
const pinned = { host: "pbs01", hostKey: "ssh-ed25519 AAAA" };

describe(rule, () => {
  it.each(["command:remote:Command", "command:remote:CopyToRemote", "command:remote:CopyFile"])(
    "passes a %s to a host and a proxy whose keys are pinned",
    async (of) => {
      const props = { connection: { ...pinned, proxy: pinned } };

      expect(await violationsOf(rule, [{ type: of, props }])).toEqual([]);
    },
  );

  it.each([
    ["no key", { host: "pbs01" }, "connection"],
    ["an empty key", { host: "pbs01", hostKey: "" }, "connection"],
    ["no connection", undefined, "connection"],
    ["a proxy without a key", { ...pinned, proxy: { host: "jump01" } }, "connection.proxy"],
  ])("fails on %s, naming where", async (_what, connection, path) => {
    const violations = await violationsOf(rule, [{ type, props: { connection } }]);

    expect(violations).toEqual([
      `subject: ${path} has no hostKey, so any machine at that address would be trusted. Fix: set ${path}.hostKey to the host's public key, read on its own console.`,
    ]);
  });

  it.each(["command:remote:CopyToRemote", "command:remote:CopyFile"])(
    "fails on a %s as well",
    async (of) => {
      expect(await violationsOf(rule, [{ type: of, props: { connection: {} } }])).toHaveLength(1);
    },
  );

  it("says of which command the key is not known yet", async () => {
    const sent = [{ type, name: "job", props: { connection: { ...pinned, hostKey: unknown } } }];

    expect(await verdictOf(rule, sent)).toEqual({
      violations: [],
      notJudged: expect.stringContaining("connection.hostKey of job is not known yet"),
    });
  });

  it("says nothing of other resources", async () => {
    expect(await violationsOf(rule, [{ type: "command:local:Command", props: {} }])).toEqual([]);
  });
});
