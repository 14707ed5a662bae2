import { unknown, verdictOf, violationsOf } from "../../support";

const rule = "command-no-secret";
const types = ["command:remote:Command", "command:local:Command"] as const;
const random40 = "wJalrXUtnFEMIzK7MDENGbPxRfiCYq8LpZ0vTsWk";
const arn = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:db-AbCdEf";
const violationsIn = (props: object, type: string = types[0], numbers: object = {}) =>
  violationsOf(rule, [{ type, props: { ...props } }], numbers);

describe(rule, () => {
  it.each(types)("passes a %s whose secrets come on standard input", async (type) => {
    const props = {
      create: 'read -r PGPASSWORD && export PGPASSWORD && pg_dump -f "$1"',
      update: "true",
      delete: "rm -f /etc/job",
      environment: {
        PATH: "/usr/bin",
        PGPASSFILE: "x",
        DB_PASSWORD: "/run/secret",
        DB_SECRET: arn,
      },
      triggers: ["9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", 1, null],
      dir: "/srv/job",
      stdin: "hunter2",
      connection: { password: "hunter2", privateKey: "-----BEGIN PRIVATE KEY-----" },
    };

    expect(await violationsIn(props, type)).toEqual([]);
    expect(await violationsIn({}, type)).toEqual([]);
  });

  it("fails on one among the words of an interpreter", async () => {
    const inOne = { interpreter: ["sh", "-c", "sshpass -p hunter2 ssh host"], create: "true" };

    expect(await violationsIn(inOne, types[1])).toEqual([
      expect.stringMatching(/^subject: interpreter\.2 has what looks like a password in clear/),
    ]);
  });

  it.each(["create", "update", "delete"])(
    "fails on one in %s, and never quotes it",
    async (path) => {
      for (const type of types)
        expect(await violationsIn({ [path]: "PGPASSWORD=hunter2 pg_dump" }, type)).toEqual([
          `subject: ${path} has what looks like a password in clear at character 1; wanted is none in a command, which its host lists among its processes and the engine prints. Fix: send it on stdin, take it out here, and change it, for others may have read it.`,
        ]);
    },
  );

  it.each([
    [
      { environment: { URL: "x https://a:hunter2@b" } },
      "environment.URL has what looks like a URL",
    ],
    [
      { triggers: ["a", { deep: [random40] }] },
      "triggers.1.deep.0 has what looks like a random word",
    ],
    [
      { environment: { PGPASSWORD: "hunter2" } },
      "environment.PGPASSWORD has what looks like a secret, by its name;",
    ],
    [
      { environment: { AWS_SECRET_ACCESS_KEY: random40 } },
      "a random word such as a key at character 1;",
    ],
  ])("fails on %j", async (props, got) => {
    expect(await violationsIn(props)).toEqual([expect.stringContaining(got)]);
  });

  it("fails on one in the folder of a local command; a remote one has none", async () => {
    const props = { dir: "/srv/AKIAIOSFODNN7EXAMPLE" };

    expect(await violationsIn(props, types[1])).toEqual([
      expect.stringContaining("dir has what looks like an AWS access key id at character 6"),
    ]);
    expect(await violationsIn(props, types[0])).toEqual([]);
  });

  it("takes what has a secret's name for one in the environment alone", async () => {
    expect(await violationsIn({ triggers: [{ PGPASSWORD: "hunter2" }] })).toEqual([]);
    expect(await violationsIn({ environment: { PGUSER: "hunter2" } })).toEqual([]);
  });

  it("tells of each", async () => {
    const create = "sshpass -p hunter2 run AKIAIOSFODNN7EXAMPLE";

    expect(await violationsIn({ create, delete: "run --token hunter2" })).toEqual([
      expect.stringContaining("create has what looks like a password in clear at character 1;"),
      expect.stringContaining("create has what looks like an AWS access key id at character 24;"),
      expect.stringContaining("delete has what looks like a password in clear at character 5;"),
    ]);
  });

  it("goes by the numbers of the configuration", async () => {
    const create = `run ${random40}`;

    expect(await violationsIn({ create }, types[0], { randomLength: 40 })).toHaveLength(1);
    expect(await violationsIn({ create }, types[0], { randomLength: 41 })).toEqual([]);
    expect(await violationsIn({ create }, types[0], { randomTenths: 60 })).toEqual([]);
  });

  it.each([
    ["create", { create: unknown }],
    ["environment.X", { environment: { X: unknown } }],
    ["triggers.0", { triggers: [unknown] }],
  ])("says that %s is not known yet", async (path, props) => {
    expect(await verdictOf(rule, [{ type: types[0], name: "job", props }])).toEqual({
      violations: [],
      notJudged: expect.stringContaining(`${path} of job is not known yet`),
    });
  });

  it("says nothing of other resources", async () => {
    const props = { create: "PGPASSWORD=hunter2 pg_dump" };

    expect(await violationsIn(props, "command:remote:CopyFile")).toEqual([]);
  });
});
