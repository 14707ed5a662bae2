import * as fc from "fast-check";
import { BackupServer } from "./backup-server";
import { objectEnvelope } from "./declared";

let server: BackupServer;
beforeAll(async () => (server = await BackupServer.start()));
afterAll(() => server.stop());

/** One line as the stack's file allows it: anything but control characters, and no space at either end. */
const line = fc
  .string({ unit: "grapheme", minLength: 1, maxLength: 40 })
  .filter((text) => text.trim() === text && !/\p{Cc}/u.test(text));
const tricky = fc.constantFrom(`-x '"$(id)\`id\`\\ ; ü`, "--delete=comment", "$HOME", "a  b\\n%s");

describe("whatever the stack's file allows", () => {
  it("arrives unchanged as a comment, through the command line", async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(tricky, line), async (comment) => {
        const envelope = await objectEnvelope("TrafficControl", "rule", {
          network: ["10.0.0.0/8"],
          comment,
        });
        expect(await server.apply(envelope)).toMatchObject({ comment });
      }),
      { numRuns: 6 },
    );
  });

  it("arrives unchanged as a password, through the API, and is never seen", async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(tricky, line), async (text) => {
        const password = `s3cr3t${text}`;
        const remote = { host: "pbs.example.org", authId: "sync@pbs" };
        await server.apply(await objectEnvelope("Remote", "offsite", remote, { password }));

        const kept = /^\tpassword (.*)$/m.exec(server.read("/etc/proxmox-backup/remote.cfg"));
        expect(Buffer.from(kept?.[1] ?? "", "base64").toString()).toBe(password);
        expect(server.seen).not.toContain("s3cr3t");
      }),
      { numRuns: 4 },
    );
  });
});
