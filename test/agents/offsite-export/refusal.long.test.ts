import * as fs from "node:fs";
import { epoch } from "../../../sandbox/test/products/pbs/client-harness";
import { begunIn, openFor } from "./agent";
import { quickRestic, resticProgram } from "../quick-restic";
import { snapshot, useBackedUpGuest } from "./backed-up-guest";
import { describeRefusals } from "./refusals";

const guest = useBackedUpGuest();

const lastSuccess = () => guest.metric("last_success_timestamp_seconds");

describeRefusals(guest, (kinds) => kinds);

describe("an export", () => {
  it("fails for a guest whose newer backups nobody verifies, although the older one is exported", async () => {
    expect((await guest.agent.run("export", "vm")).code).toBe(0);
    const success = guest.metric("last_success_timestamp_seconds");
    await guest.backUp("2026-11-23T01:00:00Z");
    await guest.backUp("2026-11-24T01:00:00Z");
    guest.agent.passTime(90 * 86_400);
    const { code, err } = await guest.agent.run("export", "vm");

    expect(code).toBe(1);
    expect(err).toContain(
      `ERR guest: ${snapshot} is the newest that is verified, and vm/100/2026-11-24T01:00:00Z is not verified`,
    );
    expect(guest.metric("last_success_timestamp_seconds")).toBe(success);
    expect(guest.guestMetric("newest_backup_timestamp_seconds")).toBe(
      epoch("2026-11-24T01:00:00Z"),
    );
  });

  it("is made again when a part of it is not there, which only its packs' list shows", async () => {
    expect((await guest.agent.run("export", "vm")).code).toBe(0);
    const [pack = ""] = await guest.packs();
    const contents = await guest.bucket.contents();
    contents.delete(pack);
    await guest.bucket.holdOnly(contents);
    const { code, err } = await guest.agent.run("export", "vm");

    expect(err).toMatch(/is refused: pack [0-9a-f]{64}: does not exist/);
    expect(err).toContain(`${snapshot} is exported again\n`);
    expect(code).toBe(0);
  });

  it("is made again when a part of it has gone", async () => {
    expect((await guest.agent.run("export", "vm")).code).toBe(0);
    const [pack = "", another = ""] = await guest.packs();
    await guest.bucket.hide(pack);
    await guest.bucket.hide(another);
    const { out, err: alarm } = await guest.agent.run("status", "vm", "--json");
    expect(JSON.parse(out.toString())).toMatchObject([{ exported: [], state: "missing" }]);
    expect(alarm).toMatch(
      /ERR guest: the export \S+ is refused: data\S+ is hidden by a delete marker/,
    );
    const restored = await guest.restore();
    expect(restored.err).toMatch(
      /is refused: data\S+ is hidden by a delete marker; .* \(2 in all\)/,
    );
    const { code, err } = await guest.agent.run("export", "vm");

    expect(code).toBe(0);
    expect(err).toContain("is hidden by a delete marker");
    expect(err).toContain(`${snapshot} is exported again\n`);
    expect((await guest.restore()).code).toBe(0);
    // Until it has outlived its days, somebody is told, also who never asks.
    expect(fs.readFileSync(guest.agent.at("metrics/offsite-export-vm.prom"), "utf8")).toMatch(
      /^offsite_export_alarms\{job_name="vm"\} [1-9]\d*$/m,
    );
    expect((await guest.agent.run("status", "vm")).code).toBe(1);
    guest.agent.configure({ keptDays: 91 });
    guest.agent.passTime(92 * 86_400);
    expect((await guest.agent.run("status", "vm")).err).not.toContain("delete marker");
  });

  it("is not taken for exported when restic finds no room to say what there is", async () => {
    expect((await guest.agent.run("export", "vm")).code).toBe(0);
    const quiet = `case "$*" in *" snapshots "*) exec '${resticProgram()}' "$@" >/dev/full 2>/dev/null ;; esac`;
    guest.agent.replaceProgram("restic", `${quiet}\n${quickRestic()}`);
    const { code, err } = await guest.restore();

    expect(err).toMatch(/is refused: restic has said nothing of its snapshots/);
    expect(code).toBe(1);
  });

  it("is looked for no longer than its window is open", async () => {
    expect((await guest.agent.run("export", "vm")).code).toBe(0);
    const [, begun = ""] = /(\d{8}T\d{6}Z)/.exec((await guest.bucket.objects())[0]!.Key)!;
    const contents = await guest.bucket.contents();
    for (const [key, object] of [...contents])
      for (const later of [60, 120].map(begunIn)) contents.set(key.replace(begun, later), object);
    await guest.bucket.holdOnly(contents);
    guest.agent.configure({ window: openFor(30) });
    const slow = `echo . >>'${guest.agent.at("opened")}'; echo 3600 >'${guest.agent.at("fast")}'`;
    guest.agent.replaceProgram(
      "restic",
      `case "$*" in *" cat config"*) ${slow} ;; esac\n${quickRestic()}`,
    );
    const { code } = await guest.agent.run("export", "vm");

    expect(code).toBe(75);
    expect(fs.readFileSync(guest.agent.at("opened"), "utf8")).toBe(".\n");
  });

  it("fails when a part of it goes while it is being closed", async () => {
    // The first look at all that was sent comes before that.
    const look = `[ -e '${guest.agent.at("looked")}' ] && { echo "pack x: does not exist" >&2; exit 1; }`;
    guest.agent.replaceProgram(
      "restic",
      `case "$*" in *" check "*) ${look}; : >'${guest.agent.at("looked")}' ;; esac\n${quickRestic()}`,
    );
    const { code, err } = await guest.agent.run("export", "vm");

    expect(err).toMatch(/the export \S+ is not whole in the bucket: pack x: does not exist/);
    expect(code).toBe(1);
    expect(lastSuccess()).toBe("0");
  });

  it("fails when restic hangs, at the latest with the window, and says so", async () => {
    guest.agent.configure({ window: openFor(30), endSeconds: 2 });
    guest.agent.replaceProgram(
      "restic",
      `case "$*" in *" backup "*) cat >/dev/null; sleep 3600; esac\n${quickRestic()}`,
    );
    guest.agent.passTime(29 * 60 + 50 - new Date().getSeconds());
    const { code, err } = await guest.agent.run("export", "vm");

    expect(err).toMatch(/drive-scsi0.img: sending failed: .*restic hung: it was stopped\n/);
    expect(code).toBe(1);
    expect(lastSuccess()).toBe("0");
  });
});
