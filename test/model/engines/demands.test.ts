import { iperius } from "../../../model/engines/iperius";
import { minio } from "../../../model/engines/minio";
import { dump } from "../../../model/engines/dump";
import { pgbackrest } from "../../../model/engines/pgbackrest";
import { veeam } from "../../../model/engines/veeam";
import { estate, place } from "../../support/plan";
import { guest } from "../../support/planned-estate";

const here = { site: "here", bucket: "images" };
const bucket = { ...here, sizeGB: 1, classes: [] };
const replica = place({ engine: "minio", store: "replica" });

describe("a bucket", () => {
  const inMinio = (source: { site: string; bucket: string }, target: string) =>
    minio.takes.bucket?.(
      estate({
        buckets: { images: bucket },
        minio: { replications: { any: { source, target: { site: "there", bucket: target } } } },
      }),
      "images",
      replica,
    );

  it("is taken by the place to which a replication brings it", () =>
    expect(inMinio(here, "replica")).toBeUndefined());

  it.each([
    ["of another site", { ...here, site: "elsewhere" }, "replica"],
    ["of another name", { ...here, bucket: "other" }, "replica"],
    ["that is brought elsewhere", here, "other"],
  ])("fails %s", (_what, source, target) =>
    expect(inMinio(source, target)).toEqual({
      got: "no replication from bucket images of here to bucket replica",
      allowed: "a bucket that one of backup:minio.replications brings there",
    }),
  );
});

describe("files on a server", () => {
  const inVeeam = (on: string | undefined, os: string) =>
    veeam.takes.fileServer?.(
      estate({
        guests: { fs: guest({ os }) },
        fileServers: { shares: { ...(on && { guest: on }), paths: [], sizeGB: 1, classes: [] } },
      }),
      "shares",
      place({ engine: "veeam" }),
    );

  it("are taken from Windows, and from a machine that is no guest", () => {
    expect(inVeeam("fs", "Server 2025")).toBeUndefined();
    expect(inVeeam(undefined, "Debian 12")).toBeUndefined();
    expect(inVeeam("gone", "Debian 12")).toBeUndefined();
  });

  it("fails for another system", () =>
    expect(inVeeam("fs", "Debian 12")).toEqual({
      got: "fs runs Debian 12",
      allowed: "Windows, where its agent runs",
    }));
});

describe("a database", () => {
  const inEngine = (
    { takes }: typeof pgbackrest | typeof dump,
    product: "postgresql" | "sqlserver",
  ) =>
    takes.database?.(
      estate({
        databases: { stars: { guest: "pg", product, database: "s", sizeGB: 1, classes: [] } },
      }),
      "stars",
      place({ engine: "pgbackrest" }),
    );

  it.each([pgbackrest, dump])("is taken by $product if it is PostgreSQL", (engine) =>
    expect(inEngine(engine, "postgresql")).toBeUndefined(),
  );

  it.each([pgbackrest, dump])("fails for $product if it is another", (engine) =>
    expect(inEngine(engine, "sqlserver")).toEqual({
      got: "stars is a database of sqlserver",
      allowed: "postgresql",
    }),
  );
});

it("of Iperius nothing is promised, and what to do is said", () => {
  const wanted = { days: 30 };
  expect(iperius.prove({ wanted, zone: "UTC", backups: [], prunes: [] })).toEqual({
    wanted,
    unprovable: "nothing is known for certain of which copies Iperius removes, and when",
    fix: "set the retention in Iperius by hand, and keep the same data with an engine whose retention is known",
  });
});
