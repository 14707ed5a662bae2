import * as fs from "node:fs";
import { epoch } from "../../../sandbox/test/products/pbs/client-harness";
import { useBackedUpGuest, snapshot } from "./backed-up-guest";

/** The real program, past the one that stands before it on the agent's PATH. */
const itself = `PATH='${process.env["PATH"]}' exec rclone "$@"`;

const guest = useBackedUpGuest();

const keys = async () => (await guest.bucket.objects()).map(({ Key }) => Key);
const lastSuccess = () => guest.metric("last_success_timestamp_seconds");

describe("an export with a snapshot that a stolen token made", () => {
  it.each([
    ["without encryption", "2026-11-23T01:00:00Z", "none", "is not encrypted: index.json.blob, "],
    ["in the year 2099", "2099-01-01T00:00:00Z", "encrypt", "is dated in the future"],
  ] as const)(
    "fails by name when it was made %s, and brings the newest of the others",
    async (_, time, mode, reason) => {
      await guest.backUp(time, mode);
      await guest.verify();
      const { code, err } = await guest.agent.run("export", "vm");

      expect(code).toBe(1);
      expect(err).toContain(`ERR guest: vm/100/${time} ${reason}`);
      expect(err).toContain("ERR not exported: guest\n");
      expect(err).toContain(`${snapshot} is exported\n`);
      expect((await keys()).filter((key) => !key.startsWith(`pbs-vm/${snapshot}/`))).toEqual([]);
      expect(lastSuccess()).toBe("0");
      expect(guest.metric("last_run_failures")).toBe("1");
      expect(guest.metric("last_run_exit_code")).toBe("1");
      expect(guest.guestMetric("failed")).toBe("1");
      expect(guest.guestMetric("newest_snapshot_timestamp_seconds")).toBe(epoch(snapshot.slice(7)));
      const status = await guest.agent.run("status", "vm");
      expect(status).toMatchObject({ code: 1, err: expect.stringContaining(reason) as string });
      // And again, until somebody has looked.
      expect((await guest.agent.run("resume", "vm")).code).toBe(1);
    },
  );
});

describe("an export", () => {
  it("fails for a guest whose newer backups nobody verifies, although the older one is exported", async () => {
    expect((await guest.agent.run("export", "vm")).code).toBe(0);
    const success = lastSuccess();
    await guest.backUp("2026-11-23T01:00:00Z");
    await guest.backUp("2026-11-24T01:00:00Z");
    guest.agent.passTime(90 * 86_400);
    const { code, err } = await guest.agent.run("export", "vm");

    expect(code).toBe(1);
    expect(err).toContain(
      `ERR guest: ${snapshot} is the newest that is verified, and vm/100/2026-11-24T01:00:00Z is not verified`,
    );
    expect(lastSuccess()).toBe(success);
    expect(guest.guestMetric("newest_backup_timestamp_seconds")).toBe(
      epoch("2026-11-24T01:00:00Z"),
    );
  });

  it("ends with the data where it belongs, whatever the environment says", async () => {
    guest.agent.environment = {
      ...{ RCLONE_DRY_RUN: "true", RCLONE_CONFIG_OFFSITE_ENDPOINT: "http://127.0.0.1:9" },
      ...{
        RCLONE_INCLUDE: "nothing",
        http_proxy: "http://127.0.0.1:9",
        AWS_CA_BUNDLE: "/dev/null",
      },
      ...{ PBS_PASSWORD: "another", PBS_REPOSITORY: "elsewhere", PBS_NAMESPACE: "elsewhere" },
      ...{
        HOME: guest.agent.root,
        OFFSITE_RESUME: "yes",
        ZSTD_CLEVEL: "nonsense",
        TMPDIR: "/none",
      },
    };
    const { code } = await guest.agent.run("export", "vm");

    expect(code).toBe(0);
    expect(await keys()).toContain(`pbs-vm/${snapshot}/manifest.json`);
    expect((await guest.restore()).code).toBe(0);
    expect(fs.readFileSync(guest.restored()).equals(guest.image)).toBe(true);
  });

  it.each([
    [
      "a part",
      "drive-scsi0.img/00002.gpg",
      `${snapshot} was sent, but is not in the bucket in its size: drive-scsi0.img/00002.gpg (1 in all)`,
    ],
    [
      "the manifest",
      "manifest.json",
      `${snapshot}: manifest.json was sent, but is not in the bucket in its size`,
    ],
  ])(
    "fails when %s is said to be sent and is not there, and is no success",
    async (_, name, reason) => {
      guest.agent.replaceProgram(
        "rclone",
        `case "$*" in *" copyto "*${name}) exit 0 ;; esac\n${itself}`,
      );
      const { code, err } = await guest.agent.run("export", "vm");

      expect(code).toBe(1);
      expect(err).toContain(`ERR ${reason}`);
      expect(await keys()).not.toContain(`pbs-vm/${snapshot}/manifest.json`);
      expect(lastSuccess()).toBe("0");
      guest.agent.replaceProgram("rclone", itself);
      expect((await guest.agent.run("resume", "vm")).code).toBe(0);
      expect((await guest.restore()).code).toBe(0);
    },
  );

  it("is made again when a part of it has gone", async () => {
    expect((await guest.agent.run("export", "vm")).code).toBe(0);
    const part = `pbs-vm/${snapshot}/drive-scsi0.img/00001.gpg`;
    const first = `pbs-vm/${snapshot}/drive-scsi0.img/00000.gpg`;
    await guest.bucket.hide(part);
    await guest.bucket.hide(first);
    // A manifest alone is no export.
    const { out } = await guest.agent.run("status", "vm", "--json");
    expect(JSON.parse(out.toString())).toMatchObject([{ exported: [], state: "missing" }]);
    const restored = await guest.restore();
    expect(restored.err).toContain(
      "is not whole any more; not in the bucket in their size: drive-scsi0.img/00000.gpg (2 in all)",
    );
    const { code, err } = await guest.agent.run("export", "vm");

    expect(code).toBe(0);
    expect(err).toContain(
      "is not whole, missing: drive-scsi0.img/00000.gpg (2 in all); it is made again",
    );
    expect(await keys()).toEqual(expect.arrayContaining([part, first]));
    expect((await guest.restore()).code).toBe(0);
  });

  it("fails when a read of a backup hangs, and says so", async () => {
    guest.agent.configure({ stallSeconds: 1 });
    guest.agent.replaceClient("restore", "head -c 100000 /dev/urandom\nsleep 3600");
    const { code, err } = await guest.agent.run("export", "vm");

    expect(code).toBe(1);
    expect(err).toContain("drive-scsi0.img: reading from PBS (nothing came for 1 seconds) failed");
  });

  it.each([
    ["status", "there is no bucket nowhere at us-east-1 http://127.0.0.1:"],
    ["export", "there is no bucket nowhere at us-east-1 http://127.0.0.1:"],
  ])("fails as %s with the name of a bucket that is not there", async (action, reason) => {
    guest.agent.configure({ bucket: "nowhere" });
    const { code, err } = await guest.agent.run(action, "vm");

    expect(code).toBe(1);
    expect(err).toContain(reason);
  });
});
