import { type Estate, type Place } from "../../../model/estate";
import { type PlannedCopy } from "../../../model/plan/plan";
import { errorsOf, planOf, soundEstate } from "../../support/planned-estate";

const sound = soundEstate();
const withPlaces = (places: Record<string, Place>, change: Partial<Estate> = {}): Estate =>
  soundEstate({ places: { ...sound.places, ...places }, ...change });
const warningsAt = (estate: Estate, path: string) =>
  planOf(estate).findings.filter((one) => one.severity === "warning" && one.path === path);

describe("two places that are one", () => {
  const store = sound.places["store"]!;
  const vault = sound.places["vault"]!;

  it("fails for one datastore and namespace, where each would have a prune job, and names both", () => {
    expect(errorsOf(withPlaces({ twin: store }))).toEqual([
      expect.objectContaining({
        path: "backup:places.twin.store",
        message: expect.stringContaining("twin is the same part of the same datastore as store"),
      }),
    ]);
    const parts = { a: { ...store, namespace: "lab" }, b: { ...store, namespace: "lab" } };
    expect(errorsOf(withPlaces(parts)).map(({ path }) => path)).toEqual([
      "backup:places.b.namespace",
    ]);
  });

  it("is none for two namespaces, one above the other", () => {
    const parts = { a: { ...store, namespace: "lab" }, b: { ...store, namespace: "lab/ct" } };
    expect(errorsOf(withPlaces(parts))).toEqual([]);
  });

  it("fails for one bucket of the vault with two storage classes or two encryptions", () => {
    const other = { ...vault, storageClass: "GLACIER_IR", encryption: "none" } as const;
    expect(errorsOf(withPlaces({ other })).map(({ path, got }) => `${path} ${got}`)).toEqual(
      [
        "backup:places.vault.encryption aes-256",
        "backup:places.vault.storageClass GLACIER",
        "backup:places.other.encryption none",
      ]
        .filter((line) => line.includes("vault") || line.includes("other.encryption"))
        .sort(),
    );
  });

  it("is none for one bucket that is the same in both, whose lifecycle keeps enough for both", () => {
    const classes = {
      ...sound.classes,
      volumes: {
        ...sound.classes["volumes"]!,
        offsite: {
          ...({ place: "other", frequency: "weekly", window: "night" } as const),
          ...{ retention: { days: 200 } },
        },
      },
    };
    const estate = withPlaces({ other: vault }, { classes });
    const { copies, instructions, findings } = planOf(estate);

    expect(findings.filter(({ severity }) => severity === "error")).toEqual([]);
    const kept = copies
      .filter(({ engine }) => engine === "s3")
      .map(({ retention }) => retention.settings);
    expect(new Set(kept.map((one) => JSON.stringify(one))).size).toBe(1);
    expect(instructions.vault).toEqual([
      expect.objectContaining({ store: "archive", kept: kept[0] }),
    ]);
  });

  it("fails for chunks of a datastore in a bucket that expires", () => {
    const datastores = { "vm-backup": {}, far: { backend: { bucket: "lab-archive" } } };
    expect(errorsOf(soundEstate({ pbs: { datastores, syncJobs: {} } }))).toEqual([
      expect.objectContaining({
        path: "backup:pbs.datastores.far.backend.bucket",
        message: expect.stringContaining("bucket archive of the vault"),
        got: "lab-archive",
      }),
    ]);
    const replica = { far: { backend: { bucket: "replica" } } };
    expect(errorsOf(soundEstate({ pbs: { datastores: replica, syncJobs: {} } }))).toHaveLength(1);
    const own = { far: { backend: { bucket: "chunks" } } };
    expect(errorsOf(soundEstate({ pbs: { datastores: own, syncJobs: {} } }))).toEqual([]);
  });
});

describe("copies in clear", () => {
  const clear = { ...sound.places["files"]!, encryption: "none" } as const;
  const path = "backup:places.files.encryption";

  it("fail without an exemption, and with one that is over", () => {
    const reason = "moved to another repository";
    expect(errorsOf(withPlaces({ files: clear }))).toEqual([
      expect.objectContaining({ path, got: "none", fix: expect.stringContaining("unencrypted") }),
    ]);
    const over = { ...clear, unencrypted: { reason, expires: "2026-11-23" } };
    expect(errorsOf(withPlaces({ files: over }))).toEqual([
      expect.objectContaining({ path, message: expect.stringContaining(reason) }),
    ]);
  });

  it("are a warning as long as an exemption holds, its last day included", () => {
    const files = { ...clear, unencrypted: { reason: "moved", expires: "2026-11-24" } };
    expect(errorsOf(withPlaces({ files }))).toEqual([]);
    expect(warningsAt(withPlaces({ files }), path)).toHaveLength(1);
  });

  it("fail where the stack encrypts whatever it is told", () => {
    const store = { ...sound.places["store"]!, encryption: "none" } as const;
    expect(errorsOf(withPlaces({ store }))).toEqual([
      expect.objectContaining({
        path: "backup:places.store.encryption",
        allowed: "aes-256",
        message: expect.stringContaining("Proxmox Backup Server cannot be told"),
      }),
    ]);
  });
});

describe("a datastore", () => {
  const standings = (copies: readonly PlannedCopy[]) =>
    copies.filter(({ item }) => item === "web").map(({ standing }) => standing);
  const withStore = (datastore: Estate["pbs"]["datastores"][string]) =>
    soundEstate({ pbs: { datastores: { "vm-backup": datastore }, syncJobs: {} } });

  it.each(["offline", "read-only"] as const)("promises nothing new while it is %s", (type) => {
    const estate = withStore({ maintenanceMode: { type } });
    const { copies, coverage, objectives } = planOf(estate);

    expect(standings(copies)).toEqual(["closed", "closed"]);
    expect(coverage.find(({ item }) => item === "web")?.status).toBe("closed");
    expect(objectives.filter(({ item }) => item === "web").map(({ met }) => met)).not.toContain(
      true,
    );
    const path = "backup:pbs.datastores.vm-backup.maintenanceMode";
    expect(warningsAt(estate, path)).toMatchObject([{ got: type }]);
  });

  it("is warned of whose access times nobody checks, or whose chunks may go within a day", () => {
    const path = "backup:pbs.datastores.vm-backup.tuning";
    const tuning = { gcAtimeSafetyCheck: false, gcAtimeCutoff: 1444 };
    const estate = withStore({ tuning });
    expect(warningsAt(estate, `${path}.gcAtimeSafetyCheck`)).toHaveLength(1);
    expect(warningsAt(estate, `${path}.gcAtimeCutoff`)).toMatchObject([{ got: "1444 minutes" }]);
    const usual = withStore({ tuning: { gcAtimeSafetyCheck: true, gcAtimeCutoff: 1445 } });
    expect(planOf(usual).findings.filter((one) => one.path.startsWith(path))).toEqual([]);
  });
});

describe("a store that cannot hold what is planned for it", () => {
  it("protects nothing, and neither does what is brought offsite from there", () => {
    const store = { ...sound.places["store"]!, capacityGB: 1 };
    const { coverage, copies } = planOf(withPlaces({ store }));

    expect(coverage.find(({ item }) => item === "web")?.status).toBe("overfull");
    const standing = new Set(
      copies.filter((copy) => copy.class === "linux").map((copy) => copy.standing),
    );
    expect(standing).toEqual(new Set(["overfull"]));
  });
});

describe("what a place lies on", () => {
  const store = sound.places["store"]!;
  const vault = sound.places["vault"]!;

  it.each<[string, Place]>([
    ["Proxmox Backup Server", store],
    ["Amazon S3", vault],
    ["MinIO", { ...store, engine: "minio" }],
    ["pgBackRest", { ...store, engine: "pgbackrest" }],
    ["Veeam", { ...store, engine: "veeam" }],
    ["Kubernetes", { ...store, engine: "kubernetes" }],
    ["the git mirror", { ...store, engine: "git" }],
  ])("fails as tape for a store of %s, whose copies can be read at any time", (product, place) => {
    const medium = "tape" as const;
    expect(errorsOf(withPlaces({ store, vault, taped: { ...place, medium } }))).toContainEqual(
      expect.objectContaining({
        path: "backup:places.taped.medium",
        message: `a store of ${product} cannot lie on tape`,
        got: "tape",
        allowed: expect.stringMatching(/^(?!.*tape)\w+(, \w+)+$/) as string,
        fix: expect.stringContaining("what it lies on") as string,
      }),
    );
  });

  it("may be tape where an operator puts it in", () => {
    const taped: Place = { ...store, engine: "iperius", medium: "tape" };
    const paths = errorsOf(withPlaces({ taped })).map(({ path }) => path);
    expect(paths).not.toContain("backup:places.taped.medium");
  });

  it("fails as a local drive for Amazon S3", () => {
    expect(errorsOf(withPlaces({ vault: { ...vault, medium: "nvme" } }))).toContainEqual(
      expect.objectContaining({ path: "backup:places.vault.medium", allowed: "cloud, object" }),
    );
  });
});

describe("a datastore that lies in a bucket", () => {
  const inBucket = (medium: Place["medium"]) => {
    const { store } = sound.places as { store: Place };
    const datastore = sound.pbs.datastores[store.store]!;
    const backend = { client: "minio", bucket: "chunks" } as never;
    return errorsOf(
      withPlaces(
        { store: { ...store, medium } },
        { pbs: { ...sound.pbs, datastores: { [store.store]: { ...datastore, backend } } } },
      ),
    ).filter(({ path }) => path === "backup:places.store.medium");
  };

  it("fails as a place on a disk of the lab, which is only its cache", () => {
    expect(inBucket("nvme")).toMatchObject([
      {
        message: expect.stringContaining("lies in the bucket chunks") as string,
        got: "nvme",
        allowed: "cloud, object",
      },
    ]);
    expect([...inBucket("cloud"), ...inBucket("object")]).toEqual([]);
  });
});

describe("a place of Veeam that is said to be verified", () => {
  const planned = (verified: boolean, medium: Place["medium"]) => {
    const files = { ...sound.places["files"]!, verified, medium };
    const estate = withPlaces({ files });
    const { copies, instructions } = planOf(estate);
    return {
      warnings: warningsAt(estate, "backup:places.files.verified").length,
      verified: copies.find(({ engine }) => engine === "veeam")?.verified,
      isChecked: instructions.veeam.every(({ healthCheck }) => healthCheck !== undefined),
    };
  };

  it.each(["disk", "nvme"] as const)("counts on %s, where a health check reads it", (medium) => {
    expect(planned(true, medium)).toEqual({ warnings: 0, verified: true, isChecked: true });
    expect(planned(false, medium)).toEqual({ warnings: 0, verified: false, isChecked: false });
  });

  it.each(["object", "cloud"] as const)(
    "counts for nothing on %s, of which a health check reads a list",
    (medium) => {
      expect(planned(true, medium)).toEqual({ warnings: 1, verified: false, isChecked: true });
      expect(planned(false, medium)).toMatchObject({ warnings: 0, verified: false });
    },
  );
});
