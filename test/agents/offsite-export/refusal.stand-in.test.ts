import * as fs from "node:fs";
import { quickRestic } from "../quick-restic";
import { useBackedUpGuest } from "./backed-up-guest";
import { describeRefusals } from "./refusals";

const guest = useBackedUpGuest();

// `refusal.long.test.ts` has the other kinds of each, and what else.
describeRefusals(guest, (kinds) => kinds.slice(0, 1));

describe("an export", () => {
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
        TMPDIR: "/none",
      },
      ...{ RESTIC_REPOSITORY: "/elsewhere", RESTIC_PASSWORD: "another", RESTIC_FEATURES: "none" },
      ...{
        AWS_ACCESS_KEY_ID: "another",
        AWS_SECRET_ACCESS_KEY: "another",
        RESTIC_AWS_ASSUME_ROLE_ARN: "arn:aws:iam::1:role/other",
      },
    };
    const { code } = await guest.agent.run("export", "vm");

    expect(code).toBe(0);
    expect((await guest.restore()).code).toBe(0);
    expect(fs.readFileSync(guest.restored()).equals(guest.image)).toBe(true);
  });

  it("fails when a read of a backup hangs, and says so", async () => {
    guest.agent.configure({ stallSeconds: 1 });
    guest.agent.replaceClient("restore", "head -c 100000 /dev/urandom\nsleep 3600");
    const { code, err } = await guest.agent.run("export", "vm");

    expect(code).toBe(1);
    expect(err).toContain("drive-scsi0.img: reading from PBS (nothing came for 1 seconds) failed");
  });

  it("fails when restic hangs at the end of what it gets, and says so", async () => {
    guest.agent.configure({ endSeconds: 1 });
    guest.agent.replaceProgram(
      "restic",
      `case "$*" in *" backup "*) cat >/dev/null; sleep 3600; esac\n${quickRestic()}`,
    );
    const { code, err } = await guest.agent.run("export", "vm");

    expect(err).toMatch(/drive-scsi0.img: sending failed: .*restic hung: it was stopped\n/);
    expect(code).toBe(1);
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
