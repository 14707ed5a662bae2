import * as http from "node:http";
import { type AddressInfo } from "node:net";
import { endLost, isFull, lostAccessKeys, makeRoom } from "../../../commands/recover/access-keys";
import { describeFull, describeLostKeys } from "../../../commands/recover/report";

/** IAM as far as it is asked: its keys, oldest last, as nobody promises an order. */
let keys: string[] = [];
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
      response.end(
        `<R xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><ListAccessKeysResult>${result}</ListAccessKeysResult></R>`,
      );
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
    const lost = await lostBeside();

    expect(lost).toMatchObject([{ user: "export", ids: ["AKIA-25", "AKIA-26"] }]);
    expect(lost.map(isFull)).toEqual([true]);
    expect(describeFull(lost)).toMatch(
      /user export of IAM has 2 access keys.*\(AKIA-25, AKIA-26\).*--end-lost-access-keys/,
    );
    expect(describeLostKeys(lost, false).join()).toMatch(/they stay.*export: AKIA-25, AKIA-26/);
  });

  it("are those beside the one that the state knows, which leaves room", async () => {
    keys = ["AKIA-26", "AKIA-25"];
    const lost = await lostBeside("AKIA-26");
    expect(lost).toMatchObject([{ ids: ["AKIA-25"] }]);
    expect(lost.map(isFull)).toEqual([false]);
  });

  it("are none where the state knows every one", async () => {
    keys = ["AKIA-26"];
    expect(await lostBeside("AKIA-26")).toEqual([]);
  });

  it("make room by the newest, which an update that was killed has made", async () => {
    keys = ["AKIA-26", "AKIA-25"];
    const [lost] = await lostBeside();
    await makeRoom(lost!);
    expect(keys).toEqual(["AKIA-25"]);
  });

  it("end at last, and the one in use does not", async () => {
    keys = ["AKIA-27", "AKIA-26"];
    await endLost(await lostBeside("AKIA-27"));
    expect(keys).toEqual(["AKIA-27"]);
  });
});
