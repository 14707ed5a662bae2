import { acquireLock } from "../../../products/windows/host/lock";
import { eachOnItsOwnHost } from "./support/windows-run";

const mutex = "$m = New-Object Threading.Mutex($false, 'Global\\backup'); ";

describe("a named mutex", () => {
  const on = eachOnItsOwnHost();

  it("is taken and given back", async () => {
    expect(await on.host.lines(`${mutex}$m.WaitOne(0); $m.ReleaseMutex(); $m.WaitOne(0)`)).toEqual([
      "True",
      "True",
    ]);
  });

  it("is shared by every session of a host, and by no other host", async () => {
    const release = acquireLock(on.host.state, "mutex Global\\backup", 0);
    expect(release).toBeDefined();
    expect(await on.host.lines(`${mutex}$m.WaitOne(50)`)).toEqual(["False"]);
    release?.();
    expect(await on.host.lines(`${mutex}$m.WaitOne(50)`)).toEqual(["True"]);
  });

  it("fails to be released by who does not hold it", async () => {
    expect(await on.host.failure(`${mutex}$m.ReleaseMutex()`)).toContain(
      "unsynchronized block of code",
    );
  });
});
