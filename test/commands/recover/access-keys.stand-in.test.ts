import * as http from "node:http";
import { type AddressInfo } from "node:net";
import {
  endLost,
  isFull,
  lostAccessKeys,
  makeRoom,
  spareKey,
} from "../../../commands/recover/access-keys";
import { describeFull, describeLostKeys } from "../../../commands/recover/report";

/** IAM as far as it is asked: its keys, oldest last, as nobody promises an order. */
let keys: string[] = [];
/** Days on which they were last used, by id. */
let uses: Readonly<Record<string, string>> = {};
beforeEach(() => (uses = {}));
const now = new Date("2026-11-29T00:00:00Z");
let server: http.Server;
beforeAll(async () => {
  server = http.createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString()));
    request.on("end", () => {
      const asked = new URLSearchParams(body);
      if (asked.get("Action") === "DeleteAccessKey")
        keys = keys.filter((id) => id !== asked.get("AccessKeyId"));
      const members = keys.map(
        (id) =>
          `<member><AccessKeyId>${id}</AccessKeyId><CreateDate>20${id.slice(-2)}-01-01T00:00:00Z</CreateDate></member>`,
      );
      const result = `<AccessKeyMetadata>${members.join("")}</AccessKeyMetadata>`;
      response.writeHead(200, { "x-amzn-requestid": "1" });
      const used = uses[String(asked.get("AccessKeyId"))];
      const use = used === undefined ? "" : `<LastUsedDate>${used}T00:00:00Z</LastUsedDate>`;
      const lastUse = `<AccessKeyLastUsed>${use}<Region>N/A</Region></AccessKeyLastUsed>`;
      const answer =
        asked.get("Action") === "GetAccessKeyLastUsed"
          ? `<GetAccessKeyLastUsedResult>${lastUse}</GetAccessKeyLastUsedResult>`
          : `<ListAccessKeysResult>${result}</ListAccessKeysResult>`;
      response.end(`<R xmlns="https://iam.amazonaws.com/doc/2010-05-08/">${answer}</R>`);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

const type = "aws:iam/accessKey:AccessKey";
const urn = "urn:access";

function lostBeside(known?: string) {
  const account = () => ({
    region: "us-east-1",
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
  });
  const declared = { urn, type, name: "access", provider: "urn:vault", inputs: { user: "export" } };
  const resources = known === undefined ? [] : [{ urn, type, id: known }];
  return lostAccessKeys([declared], { deployment: { resources } }, account);
}

describe("access keys whose secrets no state has", () => {
  it("are all of a user whose state is lost, oldest first, and fill what it may have", async () => {
    keys = ["AKIA-26", "AKIA-25"];
    uses = { "AKIA-25": "2026-11-28" };
    const lost = await lostBeside();

    expect(lost).toMatchObject([{ user: "export", keys: [{ id: "AKIA-25" }, { id: "AKIA-26" }] }]);
    expect(lost.map(isFull)).toEqual([true]);
    expect(describeFull(lost, now)).toMatch(
      /user export of IAM has 2 access keys.*\(AKIA-25 \(last used 2026-11-28\), AKIA-26 \(never used\)\).*--end-lost-access-keys, which ends AKIA-26 before/,
    );
    expect(describeLostKeys(lost, false).join()).toMatch(
      /they stay.*export: AKIA-25 \(last used 2026-11-28\), AKIA-26 \(never used\)/,
    );
  });

  it("are those beside the one that the state knows, which leaves room", async () => {
    keys = ["AKIA-26", "AKIA-25"];
    const lost = await lostBeside("AKIA-26");
    expect(lost).toMatchObject([{ keys: [{ id: "AKIA-25" }] }]);
    expect(lost.map(isFull)).toEqual([false]);
  });

  it("are none where the state knows every one", async () => {
    keys = ["AKIA-26"];
    expect(await lostBeside("AKIA-26")).toEqual([]);
  });

  it.each<[which: string, uses: Readonly<Record<string, string>>, ended: string]>([
    ["the newest of those that were never used", {}, "AKIA-26"],
    ["the newest, which was never used", { "AKIA-25": "2026-11-28" }, "AKIA-26"],
    ["the oldest, which was never used", { "AKIA-26": "2026-11-28" }, "AKIA-25"],
    [
      "the one that was used longest ago, whoever is older",
      { "AKIA-25": "2026-01-01", "AKIA-26": "2026-11-28" },
      "AKIA-25",
    ],
  ])("make room by %s", async (_, used, ended) => {
    keys = ["AKIA-26", "AKIA-25"];
    uses = used;
    const [lost] = await lostBeside();
    await makeRoom(lost!, now);
    expect(keys).toEqual(["AKIA-26", "AKIA-25"].filter((id) => id !== ended));
  });

  it("fails to make room, and ends none, if both were used within a month", async () => {
    keys = ["AKIA-26", "AKIA-25"];
    uses = { "AKIA-25": "2026-10-30", "AKIA-26": "2026-11-28" };
    const lost = await lostBeside();

    expect(spareKey(lost[0]!, now)).toBeUndefined();
    await expect(makeRoom(lost[0]!, now)).rejects.toThrow(/in use/);
    expect(keys).toEqual(["AKIA-26", "AKIA-25"]);
    expect(describeFull(lost, now)).toMatch(/each was used lately.*--user-name export/);
    expect(describeFull(lost, now)).not.toContain("--end-lost-access-keys");
  });

  it("end at last, and the one in use does not", async () => {
    keys = ["AKIA-27", "AKIA-26"];
    const lost = await lostBeside("AKIA-27");
    await endLost(lost, lost);
    expect(keys).toEqual(["AKIA-27"]);
  });

  it("do not end if they were made after somebody was asked", async () => {
    keys = ["AKIA-26", "AKIA-25"];
    const shown = await lostBeside("AKIA-26");
    keys = ["AKIA-27", "AKIA-26", "AKIA-25"];
    await endLost(await lostBeside("AKIA-26"), shown);
    expect(keys).toEqual(["AKIA-27", "AKIA-26"]);
  });
});
