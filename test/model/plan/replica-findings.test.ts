import { type Estate, type Replication } from "../../../model/estate";
import { errorsOf, planOf, soundEstate } from "../../support/planned-estate";

const sound = soundEstate();
const { images } = sound.minio.replications as { images: Replication };
const others = { site: "here", bucket: "others" };

/** Beside `images`, which leads to the bucket `replica` there, a replication of another bucket. */
const lab = (target: Replication["target"], change: Partial<Estate> = {}) =>
  soundEstate({
    buckets: { ...sound.buckets, others: { ...others, sizeGB: 5, classes: ["more"] } },
    classes: {
      ...sound.classes,
      more: { ...sound.classes["research"]!, place: "second", retention: { days: 300 } },
    },
    places: {
      ...sound.places,
      second: { ...sound.places["objects"]!, store: target.bucket },
    },
    minio: { replications: { images, others: { source: others, target } } },
    ...change,
  });

describe("a place of MinIO", () => {
  it("fails where buckets of its name are on two sites, each with a lifecycle of its own", () => {
    const errors = errorsOf(lab({ site: "elsewhere", bucket: "replica" }));
    expect(errors).toEqual(
      ["objects", "second"].map((name) => ({
        severity: "error",
        path: `backup:places.${name}.store`,
        message:
          "names a bucket that there is on elsewhere and there, each with a lifecycle of its own, and a place is known " +
          "by the name of its bucket alone: there by images, elsewhere by others",
        got: "replica",
        allowed: "a bucket whose name replications lead to on one site alone",
        fix: expect.stringContaining(
          "give the target bucket of one of these replications another name",
        ),
      })),
    );
  });

  it("fails where one bucket is replicated to two sites under one name", () => {
    const twice = { images, again: { ...images, target: { site: "far", bucket: "replica" } } };
    expect(errorsOf(soundEstate({ minio: { replications: twice } }))).toEqual([
      expect.objectContaining({ path: "backup:places.objects.store" }),
    ]);
  });

  it("is sound where buckets of two sites have two names, or no place names those of one", () => {
    expect(errorsOf(lab({ site: "elsewhere", bucket: "replica2" }))).toEqual([]);
    const source = { site: "here", bucket: "raw" };
    const unplanned = (site: string) => ({ source, target: { site, bucket: "raw-replica" } });
    const replications = { images, a: unplanned("there"), b: unplanned("elsewhere") };
    expect(errorsOf(soundEstate({ minio: { replications } }))).toEqual([]);
  });

  it("is missed where a replication leads to the bucket of none, with what nobody then promises", () => {
    const unplanned = {
      source: { site: "here", bucket: "raw" },
      target: { site: "there", bucket: "raw-replica" },
    };
    const { findings } = planOf(
      soundEstate({ minio: { replications: { images, raw: unplanned } } }),
    );
    const path = "backup:minio.replications.raw.target.bucket";
    expect(findings.filter((finding) => finding.path.startsWith("backup:minio"))).toEqual([
      {
        ...{ severity: "warning", path, got: "raw-replica" },
        message: expect.stringContaining("is the bucket of no place") as string,
        allowed: "the store of a place of MinIO: replica",
        fix: expect.stringContaining("declare a place for it") as string,
      },
    ]);
  });

  it("is missed where no class fills it, for then no lifecycle follows from any", () => {
    const { images: bucket } = sound.buckets as { images: object };
    const exemptions = { images: { reason: "moved", expires: "2027-01-01" } };
    const estate = soundEstate({
      buckets: { images: { ...bucket, classes: [] } } as unknown as Estate["buckets"],
      exemptions,
    });
    const { findings, instructions } = planOf(estate);

    expect(instructions.minio).toEqual([]);
    expect(findings.filter(({ path }) => path.startsWith("backup:minio"))).toMatchObject([
      {
        severity: "warning",
        message: expect.stringContaining("of objects, to which no class brings anything") as string,
      },
    ]);
  });

  it("keeps each of two buckets as long as its own class wants", () => {
    const { minio } = planOf(lab({ site: "elsewhere", bucket: "replica2" })).instructions;
    expect(minio.map(({ site, noncurrentDays }) => [site, noncurrentDays])).toEqual([
      ["elsewhere", 300],
      ["there", 30],
    ]);
  });
});
