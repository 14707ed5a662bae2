import * as fc from "fast-check";
import { type Envelope } from "../../../model/remote/envelope";
import { ClusterNode } from "./cluster-node";
import { type Changes, envelopeOf } from "./declared";
import { tries } from "../../support/random-cases";

let node: ClusterNode;
beforeEach(async () => (node = await ClusterNode.start()));
afterEach(() => node.remove());

const job = (changes: Changes["job"] = {}) => envelopeOf("weekly-job", { job: changes });
const apply = async (envelope: Envelope) => {
  const run = await node.run("apply", envelope);
  if (run.exitCode !== 0) throw new Error(run.stderr);
  return JSON.parse(run.stdout) as Record<string, string>;
};

describe("a backup job through a node's shell", () => {
  it("has everything the provider lacks, and says what is there", async () => {
    const envelope = await job({
      guests: { excludedVmids: [901, 1002] },
      node: "node01",
      comment: "every guest",
      notificationMode: "notification-system",
      changeDetectionMode: "metadata",
      fleecingStorage: "local-lvm",
      repeatMissed: false,
    });

    expect(await apply(envelope)).toEqual({
      storage: "pbs-vm",
      schedule: "sun 01:00",
      all: "1",
      exclude: "1002,901",
      node: "node01",
      comment: "every guest",
      enabled: "1",
      mode: "snapshot",
      "notes-template": "{{guestname}} on {{node}}",
      "notification-mode": "notification-system",
      "prune-backups": "keep-all=1",
      "repeat-missed": "0",
      "pbs-change-detection-mode": "metadata",
      fleecing: "enabled=1,storage=local-lvm",
    });
  });

  it("changes nothing when it is applied again", async () => {
    await apply(await job({ fleecingStorage: "local-lvm" }));
    await apply(await job({ fleecingStorage: "local-lvm" }));

    expect(node.count(/^pvesh <(create|set|delete)>/)).toBe(1);
  });

  it("changes from all guests to named ones and back", async () => {
    await apply(await job({ guests: { excludedVmids: [901] } }));
    const named = await apply(await job({ guests: { vmids: [101, 102] } }));
    const all = await apply(await job());

    expect(named).toMatchObject({ vmid: "101,102" });
    expect(named).not.toHaveProperty("all");
    expect(all).toMatchObject({ all: "1" });
    expect(all).not.toHaveProperty("vmid");
  });

  it("takes away what is no longer wanted, also what somebody added by hand", async () => {
    const envelope = await job();
    await apply(await job({ comment: "old", fleecingStorage: "local-lvm", node: "node01" }));
    await node.by("pvesh", "set", "/cluster/backup/weekly", "--bwlimit", "100", "--enabled", "0");
    const { stdout } = await node.run("read", envelope);

    expect(JSON.parse(stdout)).toMatchObject({ bwlimit: "100", enabled: "0", comment: "old" });
    expect(await apply(envelope)).toEqual(envelope.document);
  });

  it("takes a list for the same in whatever order the product keeps it", async () => {
    const envelope = await job({ guests: { vmids: [101, 102, 103] } });
    await apply(envelope);
    await node.by("pvesh", "set", "/cluster/backup/weekly", "--vmid", "103,101,102");

    expect(JSON.parse((await node.run("read", envelope)).stdout)).toEqual(envelope.document);
  });

  it("carries any comment that the product takes unchanged", async () => {
    const tricky = `-x '"$(touch ${node.file("owned")})\`id\`\\ ; ü`;
    const text = fc.string({ unit: "grapheme", minLength: 1, maxLength: 40 });
    const comments = text.filter((one) => one.trim() === one && !/\p{Cc}/u.test(one));
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.constant(tricky), comments), async (comment) => {
        expect(await apply(await job({ comment }))).toMatchObject({ comment });
      }),
      tries(8),
    );
  });

  it("is removed, and its removal repeated", async () => {
    const envelope = await job();
    await apply(envelope);

    expect((await node.run("remove", envelope)).exitCode).toBe(0);
    expect((await node.run("remove", envelope)).exitCode).toBe(0);
    expect((await node.run("read", envelope)).stdout).toBe("null\n");
  });

  it("fails with the product's words for a schedule it does not take", async () => {
    const { exitCode, stderr } = await node.run("apply", await job({ schedule: "sunny" }));

    expect(exitCode).not.toBe(0);
    expect(stderr).toContain("schedule: invalid format - invalid calendar event 'sunny'");
  });

  it("fails where the cluster cannot be read, and does not take that for an absence", async () => {
    const envelope = await job();
    await apply(envelope);
    const broken = { ...envelope, script: envelope.script.replaceAll("pvesh get", "false") };
    const { exitCode, stderr } = await node.run("apply", broken);

    expect(exitCode).toBe(1);
    expect(stderr).toContain("ERR pve backup job weekly on");
    expect(stderr).toContain("it could not be read");
  });
});
