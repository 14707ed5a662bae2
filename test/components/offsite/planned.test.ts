import { plannedExports } from "../../../components/offsite/planned";
import { estate, job, place } from "../../support/plan";

const places = {
  store: place({ store: "vm-backup", namespace: "lab" }),
  files: place({ engine: "veeam", store: "repository" }),
  vault: place({
    ...{ engine: "s3", store: "archive", link: "wan", medium: "cloud", offsite: true },
    ...{ storageClass: "GLACIER", retrieval: "bulk" },
  }),
} as const;

const guests = { guest01: { vmid: 101 }, guest02: { vmid: 102 } };

const offsite = job({
  ...{ id: "linux-node01-offsite", kind: "offsite", engine: "s3", place: "vault", from: "store" },
  ...{ items: ["guest02", "guest01"], window: "night", schedule: "sun *-1..7 02:15" },
});

const planned = (...jobs: ReturnType<typeof job>[]) =>
  plannedExports({ ...estate({ places }), guests, jobs });

describe("the plan in the terms of the export agent", () => {
  it("has a job for each of its jobs from Proxmox Backup Server to S3, in the window of its class", () => {
    expect(planned(offsite)).toEqual([
      {
        job: "linux-node01-offsite",
        ...{ from: "store", datastore: "vm-backup", namespace: "lab" },
        ...{ store: "archive", storageClass: "GLACIER", restoreTier: "Bulk" },
        guests: [
          { name: "guest02", vmid: 102 },
          { name: "guest01", vmid: 101 },
        ],
        schedule: "sun *-1..7 02:15",
        window: { days: ["sunday"], from: "01:00", minutes: 480, timezone: "UTC" },
        uploadMbps: 100,
      },
    ]);
  });

  it("sends no more than the share of the link that the plan counts on", () => {
    const { links, ...declared } = estate({ places });
    const wan = { ...links["wan"]!, share: 0.25 };
    const plan = { ...declared, links: { ...links, wan }, guests, jobs: [offsite] };
    expect(plannedExports(plan)).toMatchObject([{ uploadMbps: 25 }]);
  });

  it("has nothing for jobs that bring something else, or bring it elsewhere", () => {
    const others = [job(), { ...offsite, from: "files" }, { ...offsite, engine: "pbs" as const }];

    expect(planned(...others)).toEqual([]);
  });
});
