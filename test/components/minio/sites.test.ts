import { plainParts } from "../../support/estate";
import { named, ofType } from "../../support/registered";
import { data, declared, replicated } from "./declared";

describe("the sites of MinIO", () => {
  it("are spoken to over TLS, with passwords that stay secret", async () => {
    const providers = ofType(await declared(data), "pulumi:providers:minio");

    expect(providers.map(({ name, inputs }) => [name, plainParts(inputs)])).toEqual([
      ["minio-here", providerOf("here")],
      ["minio-there", providerOf("there")],
    ]);
  });

  it("have each bucket once, although two replications name it", async () => {
    const chain = {
      first: replicated("here/data", "there/middle"),
      second: replicated("there/middle", "here/last"),
    };
    const buckets = ofType(await declared(chain), "backup:minio:Bucket");

    expect(buckets.map(({ name }) => name).sort()).toEqual([
      "here-data",
      "here-last",
      "there-middle",
    ]);
  });

  it("fail for a bucket under two keys, of which the first would win", async () => {
    const two = {
      first: replicated("here/data", "there/middle", "old-key"),
      second: replicated("there/middle", "here/last", "new-key"),
    };

    await expect(declared(two)).rejects.toThrow(
      "MinIO bucket there/middle cannot be encrypted under both old-key and new-key; fix: give replication second the same kmsKey",
    );
  });

  it.each([
    ["where there is no bucket", [{ site: "there", bucket: "data", noncurrentDays: 31 }]],
    [
      "for two times",
      [31, 62].map((noncurrentDays) => ({ site: "there", bucket: "data-replica", noncurrentDays })),
    ],
  ])("fail for versions to be kept %s: they would be lost on the way", async (_what, kept) => {
    await expect(declared(data, kept)).rejects.toThrow(
      /versions are to be kept in there\/data(-replica)?, which no replication of MinIO names, or which is to keep them for other days/,
    );
  });

  it("take the same days twice, of two items in one bucket", async () => {
    const kept = { site: "there", bucket: "data-replica", noncurrentDays: 31 };
    const rules = ofType(await declared(data, [kept, kept]), "minio:index/ilmPolicy:IlmPolicy");

    expect(rules).toHaveLength(1);
  });

  it("keep versions for ever where nothing else is said", async () => {
    const resources = await declared(data);

    expect(named(resources, "here-data").inputs["declared"]).not.toHaveProperty("noncurrentDays");
    expect(resources.filter(({ type }) => type.includes("ilmPolicy"))).toEqual([]);
  });
});

const providerOf = (site: string) => ({
  minioServer: `${site}.lab.test:9000`,
  minioUser: "[secret]",
  minioPassword: "[secret]",
  minioSsl: "true",
});
