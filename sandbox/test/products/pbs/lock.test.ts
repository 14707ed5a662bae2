import * as fs from "node:fs";
import * as path from "node:path";

import { acquire, type Lock } from "../../../products/pbs/config/lock";
import { faultDirectory } from "../../../products/pbs/faults";
import { useServer } from "./harness";

const server = useServer();

const held: Lock[] = [];

const hold = async (name: string, timeout = 10_000): Promise<Lock> => {
  const lock = await acquire(name, { timeout });
  held.push(lock);
  return lock;
};

afterEach(() => Promise.all(held.splice(0).map((lock) => lock.release())));

describe("the configuration lock", () => {
  it("keeps all of 20 jobs that are created at once", async () => {
    const ids = Array.from({ length: 20 }, (_, index) => `job${index + 100}`);
    const outcomes = await Promise.all(
      ids.map((id) => server.run("verify-job", "create", id, "--store", "abc")),
    );
    expect(outcomes.map(({ code }) => code)).toEqual(ids.map(() => 0));
    const listed = (await server.json("verify-job", "list")) as { id: string }[];
    expect(listed.map(({ id }) => id).sort()).toEqual(ids);
  });

  it("lets exactly one of 10 equal jobs through", async () => {
    const outcomes = await Promise.all(
      Array.from({ length: 10 }, () =>
        server.run("verify-job", "create", "job1", "--store", "abc"),
      ),
    );
    expect(outcomes.filter(({ code }) => code === 0)).toHaveLength(1);
  });

  it("makes a command wait until it is free", async () => {
    const lock = await hold(".prune.lck");
    let finished = false;
    const pending = server
      .run("prune-job", "create", "job1", "--store", "abc", "--schedule", "daily")
      .then(() => (finished = true));
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(finished).toBe(false);
    await lock.release();
    await pending;
    expect(server.config("prune.cfg")).toContain("prune: job1");
  });

  it("fails when it is not free in time, and another file's lock does not matter", async () => {
    const lock = await hold(".prune.lck");
    await expect(hold(".prune.lck", 50)).rejects.toThrow(
      'Unable to acquire lock "/etc/proxmox-backup/.prune.lck"',
    );
    await expect(hold(".sync.lck", 50)).resolves.toBeDefined();
    await lock.release();
    await expect(hold(".prune.lck", 50)).resolves.toBeDefined();
  });

  it("is somebody else's on a server that a test has made busy", async () => {
    const fault = server.at(`${faultDirectory}/busy`);
    fs.mkdirSync(path.dirname(fault), { recursive: true });
    fs.writeFileSync(fault, "");
    await expect(hold(".prune.lck", 50)).rejects.toThrow("Unable to acquire lock");
    const pending = server.run("verify-job", "create", "job1", "--store", "abc");
    fs.rmSync(fault);
    expect((await pending).code).toBe(0);
  });
});
