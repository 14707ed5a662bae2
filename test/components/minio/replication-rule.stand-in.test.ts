import { type Envelope } from "../../../model/remote/envelope";
import { minioScript } from "../../../components/minio/script";
import { MinioMachine } from "./minio-machine";

const rule: Envelope = {
  contract: "backup-remote/1",
  stack: "backup/test",
  resource: "test-object",
  adopt: false,
  platform: { name: "posix" },
  kind: "minio replication rule",
  identity: "research-data",
  script: minioScript("replication.sh"),
  document: {
    bucket: "research",
    target: "https://fs01.lab:9000/replica",
    id: "research-data-1",
    priority: 1,
    rules: 1,
    status: "Enabled",
    "existing-objects": "Enabled",
    filter: [],
    delete: "Disabled",
    "delete-marker": "Disabled",
  },
  settings: { source: "https://fs03.lab:9000", target: "https://fs01.lab:9000" },
  secrets: { source: "admin:secret-a", target: "user:secret-b" },
};

let machine: MinioMachine;
beforeEach(() => (machine = new MinioMachine()));
afterEach(() => machine.machine.remove());

const read = async () => JSON.parse((await machine.run("read", rule)).stdout) as unknown;

describe("a replication rule", () => {
  it("is made, and read back as it was declared", async () => {
    expect(await machine.run("apply", rule)).toMatchObject({ exitCode: 0 });
    expect(await read()).toEqual(rule.document);
  });

  it.each([
    ["a prefix", `.Rules[0].Filter = { Prefix: "nothing/" }`, ["nothing/"]],
    ["a tag", `.Rules[0].Filter = { And: {}, Tag: { Key: "k", Value: "v" } }`, ["k", "v"]],
  ])("that somebody narrowed by %s is drift, and is made again", async (_, edit, filter) => {
    await machine.run("apply", rule);
    machine.edit(edit);

    expect(await read()).toMatchObject({ filter });
    expect(await machine.run("apply", rule)).toMatchObject({ exitCode: 0 });
    expect(await read()).toEqual(rule.document);
  });

  it("is as wanted with the empty filter that MinIO shows of a rule without one", async () => {
    await machine.run("apply", rule);
    machine.edit(`.Rules[0].Filter = { And: {}, Tag: {}, Prefix: "" }`);
    expect(await read()).toEqual(rule.document);
  });

  it.each(["read", "apply"] as const)(
    "fails in %s, and stays, when nobody can say where it leads",
    async (action) => {
      await machine.run("apply", rule);
      machine.break("replicate-ls");

      expect((await machine.run(action, rule)).exitCode).not.toBe(0);
      expect(machine.commands).not.toContain("replicate rm");
    },
  );

  it("fails, and stays, when it has to be made again and the target does not answer", async () => {
    await machine.run("apply", rule);
    machine.edit(`.Rules[0].ID = "research-data-0"`);
    machine.break("version-info", "replicate-add");

    expect((await machine.run("apply", rule)).exitCode).not.toBe(0);
    expect(machine.commands).not.toContain("replicate rm");
  });
});
