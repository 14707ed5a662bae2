import * as fs from "node:fs";
import { snapshot } from "./backed-up-guest";
import { exported, restore, useExport } from "./tampered-export";

useExport();

const isRecall = (method: string, url: string) => method === "POST" && /[?&]restore/.test(url);

/** Whether this reads the data of a pack: what is asked with HEAD, S3 answers of archived objects too. */
const isRead = (method: string, url: string) => method === "GET" && url.includes("/data/");

async function packs() {
  const objects = await exported.bucket.objects();
  return objects.filter(({ StorageClass: storageClass }) => storageClass === "GLACIER");
}

/** The name of the pack that the tests are about: of the largest, so it is the disk's. */
async function oneOf(): Promise<string> {
  return (await packs()).sort((one, other) => other.Size - one.Size)[0]!.Key.slice(-64);
}

/** Whether an address is of a pack in the archive class. */
async function archived(): Promise<(url: string) => boolean> {
  const names = (await packs()).map(({ Key }) => Key.slice(-64));
  return (url) => names.some((name) => url.includes(name));
}

describe("a recall", () => {
  it("asks for the packs that the archive needs, and for no other", async () => {
    const asked = new Set<string>();
    exported.bucket.way.answer = (method, url) => {
      if (isRecall(method, url)) asked.add(/[0-9a-f]{64}/.exec(url)![0]);
      return undefined;
    };
    const words = ["qemu-server.conf", "-", "--tier", "Bulk", "--days", "3"];
    const { code, err } = await exported.agent.run("restore", "vm", ...[snapshot, ...words]);

    expect(code).toBe(0);
    expect(err).toContain(`asking for 1 packs of ${snapshot} qemu-server.conf (Bulk, for 3 days)`);
    expect(asked.size).toBe(1);
  });

  it.each(["AccessDenied", "GlacierExpeditedRetrievalNotAvailable"])(
    "fails at once when S3 refuses it with %s, which is named",
    async (code) => {
      exported.bucket.way.answer = (method, url) =>
        isRecall(method, url) ? { status: 403, code } : undefined;
      const refused = await restore();

      expect(refused.code).toBe(1);
      expect(refused.err).toMatch(
        new RegExp(
          `ERR S3 refused to bring back \\S+, data/../[0-9a-f]{64}: ${code}: ${code} \\(\\d+ in all\\)`,
        ),
      );
      expect(refused.err).not.toContain("waiting");
    },
  );

  it("is waited for where it is under way, and asked for again where it ran out", async () => {
    const pack = await oneOf();
    const asked = { times: 0 };
    exported.bucket.way.answer = (method, url) => {
      if (!url.includes(pack)) return undefined;
      if (isRecall(method, url)) {
        asked.times += 1;
        // The request of the whole, one that is under way, and one for an object whose days are over.
        return asked.times < 3 ? { status: 409, code: "RestoreAlreadyInProgress" } : undefined;
      }
      return asked.times < 3 && isRead(method, url)
        ? { status: 403, code: "InvalidObjectState" }
        : undefined;
    };
    const { code, err } = await restore();

    expect(code).toBe(0);
    expect(err).toContain("waiting for 1 packs to be retrieved; looking again in 1 seconds");
    expect(err).toContain(
      `asked for data/${pack.slice(0, 2)}/${pack} again, whose earlier request`,
    );
    expect(fs.readFileSync(exported.agent.at("image")).equals(exported.image)).toBe(true);
  });

  it("fails at once for a pack that S3 denies, although another is on its way", async () => {
    const [pack, packs] = [await oneOf(), await archived()];
    exported.bucket.way.answer = (method, url) => {
      if (!packs(url) || !isRead(method, url)) return undefined;
      const code = url.includes(pack) ? "AccessDenied" : "InvalidObjectState";
      return { status: 403, code };
    };
    const { code, err } = await restore();

    expect(code).toBe(1);
    expect(err).toMatch(new RegExp(`${pack}.*AccessDenied`));
    expect(err).toContain("could not be read");
    expect(err).not.toContain("waiting");
  });

  it("waits for a pack that could not be looked at as for one that is on its way", async () => {
    const [pack, packs] = [await oneOf(), await archived()];
    exported.bucket.way.answer = (method, url) => {
      if (!packs(url) || !isRead(method, url)) return undefined;
      if (url.includes(pack)) return { status: 400, code: "RequestTimeout" };
      exported.agent.passTime(5 * 86_400);
      return { status: 403, code: "InvalidObjectState" };
    };
    const { code, err } = await restore();

    expect(code).toBe(1);
    expect(err).toMatch(/\S+ has not come back from the archive class for 4 days/);
  });

  it("leaves nothing behind where whoever waits for it hangs up", async () => {
    const pack = await oneOf();
    const read = { times: 0 };
    exported.bucket.way.answer = (method, url) => {
      if (!url.includes(pack) || !isRead(method, url)) return undefined;
      read.times += 1;
      return { status: 403, code: "InvalidObjectState" };
    };
    const waiting = restore();
    while (read.times === 0) await new Promise((resolve) => setTimeout(resolve, 50));
    exported.agent.kill("SIGHUP");
    expect((await waiting).code).toBe(1);
    const left = fs.readdirSync(exported.agent.at("state/vm"));
    expect(left.filter((name) => name.startsWith("restore-"))).toEqual([]);
  });

  it("fails when S3 brings nothing for days", async () => {
    const pack = await oneOf();
    exported.bucket.way.answer = (method, url) => {
      if (!url.includes(pack)) return undefined;
      if (isRecall(method, url)) return { status: 409, code: "RestoreAlreadyInProgress" };
      if (!isRead(method, url)) return undefined;
      exported.agent.passTime(5 * 86_400);
      return { status: 403, code: "InvalidObjectState" };
    };
    const { code, err } = await restore();

    expect(code).toBe(1);
    expect(err).toContain(`${pack} has not come back from the archive class for 4 days`);
  });
});
