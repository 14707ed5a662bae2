import * as fs from "node:fs";
import { PutObjectCommand } from "@aws-sdk/client-s3";
import { snapshot, useBackedUpGuest } from "./backed-up-guest";

const guest = useBackedUpGuest();

const manifest = `pbs-vm/${snapshot}/manifest.json`;

/** As a rule of the bucket does it. */
const archive = async () =>
  guest.bucket.s3.send(
    new PutObjectCommand({
      ...{ Bucket: "vm-archive", Key: manifest, Body: await guest.bucket.text(manifest) },
      ...{ StorageClass: "GLACIER", ChecksumAlgorithm: "SHA256" },
    }),
  );

const isRecall = (method: string, url: string) =>
  method === "POST" && /[?&]restore/.test(url) && !url.includes("manifest");

const isPart = (method: string, url: string) =>
  method === "GET" && url.includes("/drive-scsi0.img/00002.gpg");

describe("a recall", () => {
  beforeEach(async () => {
    expect((await guest.agent.run("export", "vm")).code).toBe(0);
  });

  it.each(["AccessDenied", "GlacierExpeditedRetrievalNotAvailable"])(
    "fails at once when S3 refuses it with %s, which is named",
    async (code) => {
      guest.bucket.way.answer = (method, url) =>
        isRecall(method, url) ? { status: 403, code } : undefined;
      const refused = await guest.restore();

      expect(refused.code).toBe(1);
      expect(refused.err).toContain(`drive-scsi0.img, 0000`);
      expect(refused.err).toContain(`: ${code}: ${code} (5 in all)`);
      expect(refused.err).not.toContain("waiting");
    },
  );

  it("is waited for where it is under way, and asked for again where it ran out", async () => {
    const asked = { times: 0 };
    guest.bucket.way.answer = (method, url) => {
      if (isRecall(method, url) && url.includes("00002")) {
        asked.times += 1;
        // The request of the whole, one that is under way, and one for an object whose days are over.
        return asked.times < 3 ? { status: 409, code: "RestoreAlreadyInProgress" } : undefined;
      }
      return asked.times < 3 && isPart(method, url)
        ? { status: 403, code: "InvalidObjectState" }
        : undefined;
    };
    const { code, err } = await guest.restore();

    expect(code).toBe(0);
    expect(err).toContain("waiting for part 3 of 5 to be retrieved; looking again in 1 seconds");
    expect(err.match(/asked for part 3 of 5 again/g)).toHaveLength(1);
    expect(fs.readFileSync(guest.restored()).equals(guest.image)).toBe(true);
  });

  it("fails when S3 brings nothing for days", async () => {
    guest.bucket.way.answer = (method, url) => {
      if (isRecall(method, url) && url.includes("00002"))
        return { status: 409, code: "RestoreAlreadyInProgress" };
      if (!isPart(method, url)) return undefined;
      guest.agent.passTime(5 * 86_400);
      return { status: 403, code: "InvalidObjectState" };
    };
    const { code, err } = await guest.restore();

    expect(code).toBe(1);
    expect(err).toContain("00002.gpg has not come back from the archive class for 4 days");
  });
});

describe("a manifest that a rule has moved to the archive class", () => {
  beforeEach(async () => {
    expect((await guest.agent.run("export", "vm")).code).toBe(0);
    await archive();
  });

  it("is named by a restore, which asks for it before its parts", async () => {
    const { code, err } = await guest.restore();

    expect(err).toContain(`the manifest of ${snapshot} is archived (GLACIER); asking for it`);
    expect(code).toBe(0);
    expect(fs.readFileSync(guest.restored()).equals(guest.image)).toBe(true);
  });

  it("fails as status, and a round asks for it and puts it back", async () => {
    const status = await guest.agent.run("status", "vm", "--json");
    expect(status.code).toBe(1);
    expect(status.err).toContain(`guest: the manifest of ${snapshot} is archived`);
    expect(JSON.parse(status.out.toString())).toMatchObject([{ state: "manifest archived" }]);

    const asked = await guest.agent.run("export", "vm");
    expect(asked.code).toBe(1);
    expect(asked.err).toContain(
      `ERR the manifest of ${snapshot} is archived (GLACIER), so no restore can begin at once`,
    );
    expect((await guest.agent.run("resume", "vm")).code).toBe(0);
    const objects = await guest.bucket.objects();
    expect(objects.find(({ Key }) => Key === manifest)?.StorageClass).toBe("STANDARD");
    expect((await guest.agent.run("status", "vm")).code).toBe(0);
  });
});
