import { unknown, verdictOf, violationsOf } from "../../support";

const rule = "remote-login-key";
const type = "command:remote:Command";
const byKey = { host: "pbs01", privateKey: "k", privateKeyPassword: "p" };
const fault = (path: string) =>
  `subject: ${path}.password is set; wanted is a log-in by privateKey or an agent. Fix: give ${path}.privateKey, and take ${path}.password out.`;

describe(rule, () => {
  it.each([
    ["a key", byKey],
    ["an agent", { host: "pbs01", agentSocketPath: "/run/agent" }],
    ["what the machine offers", { host: "pbs01" }],
    ["keys on a proxy too", { ...byKey, proxy: byKey }],
    ["nothing at all", undefined],
  ])("passes a log-in by %s", async (_what, connection) => {
    expect(await violationsOf(rule, [{ type, props: { connection } }])).toEqual([]);
  });

  it.each([
    ["a host", { host: "pbs01", password: "s3cr3t" }, ["connection"]],
    ["a host that has a key as well", { ...byKey, password: "s3cr3t" }, ["connection"]],
    ["a proxy", { ...byKey, proxy: { host: "jump", password: "s3cr3t" } }, ["connection.proxy"]],
    [
      "both",
      { password: "s3cr3t", proxy: { password: "s3cr3t" } },
      ["connection", "connection.proxy"],
    ],
    ["a host, whatever it is", { host: "pbs01", password: unknown }, ["connection"]],
  ])("fails on a password for %s, and does not tell it", async (_what, connection, paths) => {
    const violations = await violationsOf(rule, [{ type, props: { connection } }]);

    expect(violations).toEqual(paths.map(fault));
    expect(violations.join()).not.toContain("s3cr3t");
  });

  it.each(["command:remote:CopyToRemote", "command:remote:CopyFile"])(
    "looks at %s as well",
    async (of) => {
      expect(
        await violationsOf(rule, [{ type: of, props: { connection: { password: "s" } } }]),
      ).toHaveLength(1);
    },
  );

  it.each([
    ["connection", unknown],
    ["connection.proxy", { ...byKey, proxy: unknown }],
  ])("says that %s is not known yet", async (path, connection) => {
    expect(await verdictOf(rule, [{ type, props: { connection } }])).toEqual({
      violations: [],
      notJudged: expect.stringContaining(`${path} of subject is not known yet`),
    });
  });

  it("says nothing of other resources", async () => {
    const sent = [{ type: "command:local:Command", props: { connection: { password: "s" } } }];

    expect(await violationsOf(rule, sent)).toEqual([]);
  });
});
