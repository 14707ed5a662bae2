import { setAt } from "../support/lab";
import { shared, up } from "./support/sandbox";

const otherKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIB1SsUDLNTvy1NS7FtSr3ngTGyN0d9KxEUmFKXDsT4nB";

test("the engine's own refresh shows no drift of what nobody touched", async () => {
  await shared.pulumi("refresh", "--yes", "--expect-no-changes");
});

describe("an update of an estate with a fault", () => {
  it("fails on encryption switched off, before anything is changed, naming the place and the fix", async () => {
    const before = shared.state.everything();
    const { code, output } = await shared.withDeclaration(
      (config) => setAt(config["backup:places"] as never, "vm-archive.encryption", "none"),
      () => shared.run("pulumi", ["up", "--yes"]),
    );

    expect(code).not.toBe(0);
    expect(output).toMatch(/vm-archive.encryption: copies in vm-archive would lie there in clear/);
    expect(output).toMatch(/fix: +encrypt them, or write .*backup:places.vm-archive/);
    expect(shared.state.everything()).toEqual(before);
  });

  it("fails on a host that shows another key than the pinned one", async () => {
    const { code, output } = await shared.withDeclaration(
      (config) => {
        setAt(config["backup:hosts"] as never, "pbs01.hostKey", otherKey);
        setAt(config["backup:pbs"] as never, "datastores.vm-backup.comment", "changed");
      },
      () => shared.run("pulumi", [...up, "--target", "**vm-backup-section**"]),
    );
    const { code: repairCode } = await shared.run("pulumi", [...up, "--refresh"]);

    expect(code).not.toBe(0);
    expect(output).toMatch(/host key/i);
    expect(repairCode).toBe(0);
  });

  it("fails on wrong values with every fault, and changes nothing", async () => {
    const before = shared.state.everything();
    const { code, output } = await shared.withDeclaration(
      (config) => {
        setAt(config["backup:windows"] as never, "daytime.from", "25:00");
        setAt(config["backup:guests"] as never, "dc01.classes", ["nowhere"]);
        setAt(config["backup:hosts"] as never, "fs01.hostKey", undefined);
      },
      () => shared.run("pulumi", up),
    );

    expect(code).not.toBe(0);
    expect(output).toContain("3 faults, nothing was changed");
    expect(output).toContain("backup:hosts.fs01.hostKey: is missing");
    expect(shared.state.everything()).toEqual(before);
  });
});
