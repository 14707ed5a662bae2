import { faultsWith } from "./support/faults-with";

const path = "backup:vault.buckets.windows-archive.name";
const name = "astronomy-lab-vm-archive";

/** A datastore with its chunks in a bucket of this service. */
const backend = (endpoint: string, bucket = name) => ({
  "pbs.s3Endpoints": { wasabi: { endpoint, accessKey: "AKIATEST" } },
  "pbs.datastores.cloud": {
    path: "/mnt/datastore/cloud",
    backend: { client: "wasabi", bucket },
  },
});

describe("a bucket of the vault", () => {
  it("fails when it is that of another place's store", () => {
    expect(faultsWith({ "vault.buckets.windows-archive.name": name })).toEqual([
      {
        path: "backup:vault.buckets.windows-archive.name",
        message:
          "is the bucket of backup:vault.buckets.vm-archive as well, and the lifecycle and lock of one would replace those of the other",
        got: `"${name}"`,
        allowed: "a bucket of its own",
        fix: "name another bucket; a bucket that holds objects already keeps them",
      },
    ]);
  });

  it("fails with every one but the first of three that are one", () => {
    const faults = faultsWith({
      "vault.buckets.windows-archive.name": name,
      "vault.buckets.database-archive.name": name,
    });
    expect(faults.map((fault) => fault.path)).toEqual([
      "backup:vault.buckets.vm-archive.name",
      path,
    ]);
  });

  it.each([
    ["AWS itself", "{{bucket}}.s3.{{region}}.amazonaws.com", undefined],
    ["the vault's own endpoint", "S3.example.org", "https://s3.example.org:8443"],
  ])("fails when it is that of a datastore on %s", (_what, service, endpoint) => {
    const faults = faultsWith({ ...backend(service), "vault.endpoint": endpoint });
    expect(faults).toMatchObject([
      {
        path: "backup:vault.buckets.vm-archive.name",
        message: expect.stringMatching(
          /^is the bucket of backup:pbs.datastores.cloud as well/,
        ) as string,
      },
    ]);
  });

  it.each([
    ["of that name on another service", backend("s3.wasabisys.com")],
    ["on the same service", backend("s3.us-east-1.amazonaws.com", "chunks")],
  ])("may stand beside a datastore's bucket %s", (_what, values) => {
    expect(faultsWith(values)).toEqual([]);
  });
});
