import { plannedExports } from "../../../components/offsite/planned";
import { type ExportInstruction } from "../../../model/engines/s3";
import { estate, place } from "../../support/plan";

const places = {
  store: place({ store: "vm-backup", namespace: "lab" }),
  files: place({ engine: "veeam", store: "repository" }),
  vault: place({
    ...{ engine: "s3", store: "archive", link: "wan", medium: "cloud", offsite: true },
    ...{ storageClass: "GLACIER", retrieval: "bulk" },
  }),
} as const;

const guests = { guest01: { vmid: 101 }, guest02: { vmid: 102 } };

const offsite: ExportInstruction = {
  ...{ job: "linux-node01-offsite", from: "store", place: "vault" },
  ...{ items: ["guest02", "guest01"], window: "night", schedule: "sun *-1..7 02:15" },
};

const planned = (...instructions: ExportInstruction[]) =>
  plannedExports({ ...estate({ places }), guests, instructions });

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
    const instructions = [offsite];
    const plan = { ...declared, links: { ...links, wan }, guests, instructions };
    expect(plannedExports(plan)).toMatchObject([{ uploadMbps: 25 }]);
  });
});
