import * as fs from "node:fs";
import { Agent } from "./agent";

/** Nobody is asked: what restic says is given here. */
const source = { repository: "r", fingerprint: "", secret: "", clientKey: "" };
const snapshot = "vm/vm/100/2026-11-22T01:00:00Z";
const begun = "20261122T020000Z";
const bound = [
  ...["format=offsite-export/2", "estate=lab/test", "item=vm/vm/100"],
  ...[`snapshot=${snapshot}`, `begun=${begun}`],
];
const archive = {
  ...{ id: "a1", time: "2026-11-22T02:00:00Z", paths: ["/drive-scsi0.img"] },
  tags: [...bound, "archive=drive-scsi0.img"],
};
const closing = (...tags: string[]) => ({
  ...{ id: "c1", time: "2026-11-22T02:05:00Z", paths: ["/closed"] },
  tags: [...bound, ...tags],
});
const listed = "archive=drive-scsi0.img a1 8388608 0f";

let agent: Agent;
beforeEach(() => {
  agent = new Agent(source, { url: "" }, "/usr/bin/false");
  agent.configure({ estate: "lab/test" });
});
afterEach(() => agent.remove());

/** What the agent thinks of an export, of whose snapshots restic says this. */
async function judged(snapshots: object | string, warning = "", what = "listed"): Promise<string> {
  const answer = typeof snapshots === "string" ? snapshots : JSON.stringify(snapshots);
  fs.writeFileSync(agent.at("snapshots"), answer);
  fs.writeFileSync(agent.at("warning"), warning);
  return agent.ask(`
    open_with() { cat '${agent.at("snapshots")}' >"$work/opened"; cat '${agent.at("warning")}' >"$work/why"; }
    packs_written_again() { :; }
    snapshot=${snapshot} repository=${snapshot}/${begun} refusal= doubts=
    verdict=0; judge_content ${what} 2>/dev/null || verdict=$?
    printf '%s %s' "$verdict" "$refusal"`);
}

describe("what closes an export", () => {
  it("makes it whole, where it lists what is there", async () => {
    expect(await judged([archive, closing("count=1", listed)])).toBe("0 ");
  });

  it("is missing while it is being made", async () => {
    expect(await judged([archive])).toBe("1 ");
  });

  it.each([
    ["nothing at all", ["count=0"], "it lists no archive"],
    ["more than it says", ["count=0", listed], "it lists 1 archives, not 0"],
    ["less than it says", ["count=2", listed], "it lists 1 archives, not 2"],
    ["two numbers", ["count=1", "count=2", listed], "it lists 1 archives, not 1, 2"],
  ])("is refused where it lists %s", async (_what, tags, why) => {
    expect(await judged([archive, closing(...tags)])).toBe(`2 ${why}`);
  });

  it.each(["listed", "all"])(
    "is not read of snapshots of which restic passed over one, also where it is asked for the %s",
    async (what) => {
      const said = "Ignoring c2: could not load snapshot";

      expect(await judged([archive, closing("count=1", listed)], `${said}\n`, what)).toBe(
        `2 ${said}`,
      );
    },
  );

  it.each([
    ["an empty answer", "", "restic has said nothing of its snapshots"],
    ["one cut off", "[{", "its snapshots make no sense"],
  ])("is not read out of %s", async (_what, answer, why) => {
    expect(await judged(answer)).toBe(`2 ${why}`);
  });
});

describe("an export that nothing was sent of yet", () => {
  const exported = (deadline: string) =>
    agent.ask(`
      need_restic() { :; }
      store_list() { :; }
      find_export() { refused=; return 1; }
      export_snapshot() { echo sent; }
      mkdir -p "$state/exported" "$state/progress"
      chosen={} snapshot=${snapshot} OFFSITE_DEADLINE=${deadline}
      (export_chosen 100 web01) || echo "ended with $?"`);

  it("is not begun when the window is over", async () => {
    expect(await exported("$(date +%s)")).toBe("ended with 75\n");
  });

  it("is begun while it is open", async () => {
    expect(await exported("$(($(date +%s) + 60))")).toContain("sent");
  });
});
