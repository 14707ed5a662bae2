import * as http from "node:http";
import { type AddressInfo } from "node:net";
import { findOwnKey } from "../../../components/vault/find-key";

const ours = { description: "offsite backups (vault)", tags: { component: "vault" } };

/** Descriptions of the keys that there are, by their ids; the alias leads to k-1. */
let descriptions: Readonly<Record<string, string>>;

let kms: http.Server;
beforeAll(async () => {
  kms = http.createServer((request, response) => {
    let asked = "";
    request.on("data", (chunk: Buffer) => (asked += chunk.toString()));
    request.on("end", () => {
      const KeyId = asked.includes("k-2") ? "k-2" : "k-1";
      const state = { KeyManager: "CUSTOMER", Enabled: true, Description: descriptions[KeyId] };
      const answers: Readonly<Record<string, object>> = {
        "TrentService.ListKeys": { Keys: Object.keys(descriptions).map((id) => ({ KeyId: id })) },
        "TrentService.ListResourceTags": { Tags: [{ TagKey: "component", TagValue: "vault" }] },
        "TrentService.DescribeKey": { KeyMetadata: { KeyId, ...state } },
      };
      response.end(JSON.stringify(answers[String(request.headers["x-amz-target"])]));
    });
  });
  await new Promise<void>((resolve) => kms.listen(0, "127.0.0.1", resolve));
});
afterAll(() => new Promise((resolve) => kms.close(resolve)));

function find() {
  const { port } = kms.address() as AddressInfo;
  const account = { region: "us-east-1", endpoint: `http://127.0.0.1:${port}` };
  const credentials = { accessKeyId: "AKIATEST", secretAccessKey: "s3cr3t" };
  return findOwnKey({ ...account, credentials }, "alias/vault", ours);
}

describe("a key that is taken up by its alias", () => {
  it.each([
    ["has its labels", { "k-1": ours.description, "k-2": ours.description }],
    ["is the only one that may be it", { "k-1": "by an earlier version", "k-2": "another's" }],
  ])("is the one that the alias leads to where that %s", async (_, there) => {
    descriptions = there;
    await expect(find()).resolves.toMatchObject({ id: "k-1", state: "in use" });
  });

  it("fails where somebody has led the alias to another, with both and the way back", async () => {
    descriptions = { "k-1": "another's", "k-2": ours.description };
    await expect(find()).rejects.toThrow(
      /leads to the key k-1.* k-2 has .*aws kms update-alias --alias-name alias\/vault --target-key-id k-2/,
    );
  });
});
