import { datastoreFindings } from "../../../model/plan/datastore-findings";
import { setAt } from "../../support/lab";
import { labPlan } from "../../support/lab-plan";
import { place } from "../../support/plan";

const sync = (store: string) => ({ store, remoteStore: "vm-backup", schedule: "sun 12:00" });

const findings = (datastores: string[], syncJobs: Record<string, ReturnType<typeof sync>> = {}) =>
  datastoreFindings({
    places: { images: place(), elsewhere: place({ engine: "veeam", store: "second" }) },
    pbs: { datastores: Object.fromEntries(datastores.map((name) => [name, {}])), syncJobs },
  });

describe("a datastore without a place", () => {
  it("fails where a sync job fills it, and names both", () => {
    expect(findings(["second"], { copy: sync("second"), other: sync("vm-backup") })).toEqual([
      {
        severity: "error",
        path: "backup:pbs.datastores.second",
        message:
          "second is filled by sync job copy and has no place, so garbage is never collected there, and nothing is verified or pruned",
        allowed: "a datastore that a place in backup:places names",
        fix: "declare a place with engine: pbs, store: second and the window of its care",
      },
    ]);
    expect(findings(["second"], { b: sync("second"), a: sync("second") })[0]?.message).toContain(
      "is filled by the sync jobs a, b and has no place",
    );
  });

  it("is a warning where nothing fills it that is declared", () => {
    expect(findings(["second"])).toMatchObject([
      {
        severity: "warning",
        path: "backup:pbs.datastores.second",
        message:
          "second has no place, so garbage is never collected there, and nothing is verified or pruned",
        fix: expect.stringContaining("or take the datastore out"),
      },
    ]);
  });

  it("is none where a place lies in it", () => {
    expect(findings(["vm-backup"], { copy: sync("vm-backup") })).toEqual([]);
  });

  it("fails the plan of the lab, and with a place gets the care that it lacked", () => {
    const change = (sections: Record<string, unknown>) => {
      setAt(sections, "pbs.datastores.second", { path: "/mnt/datastore/second" });
      setAt(sections, "pbs.syncJobs", {
        copy: { ...sync("second"), owner: "pve@pbs!cluster" },
      });
    };
    const paths = labPlan(change).findings.flatMap(({ severity, path }) =>
      severity === "error" ? [path] : [],
    );
    expect(paths).toEqual(["backup:pbs.datastores.second"]);

    const { findings: found, jobs } = labPlan((sections) => {
      change(sections);
      const { places } = sections as { places: Record<string, object> };
      const { disk: _, ...like } = places["pbs-vm"] as { disk?: string };
      setAt(sections, "places.second", { ...like, store: "second" });
    });
    expect(found.filter(({ severity }) => severity === "error")).toEqual([]);
    const care = jobs.filter(({ place: name }) => name === "second");
    expect(care.map(({ kind }) => kind).sort()).toEqual([
      ...["garbage-collection", "sync", "verify", "verify-all"],
    ]);
    // As much as in the store that it is copied from.
    const [own, other] = ["second", "vm-backup"].map(
      (store) => jobs.find(({ id }) => id === `${store}-verify-all`)!.durationMinutes,
    );
    expect(own).toBe(other);
  });
});

describe("a datastore that mails by itself", () => {
  const at = (values: Readonly<Record<string, unknown>>) =>
    labPlan((sections) => {
      for (const [path, value] of Object.entries(values)) setAt(sections, path, value);
    }).findings.filter(({ path }) => path.endsWith(".notificationMode"));
  const mode = "pbs.datastores.vm-backup.notificationMode";

  it("is warned of where endpoints and matchers are declared, which it asks none of", () => {
    expect(at({ [mode]: "legacy-sendmail" })).toMatchObject([
      {
        ...{ severity: "warning", path: `backup:${mode}`, got: "legacy-sendmail" },
        message: expect.stringContaining(
          "past every endpoint and matcher that is declared: operators, trouble, verifications",
        ) as string,
        allowed: "notification-system",
      },
    ]);
  });

  it("is right where there are none, or where it asks them", () => {
    const none = { "pbs.notificationEndpoints": {}, "pbs.notificationMatchers": {} };
    expect(at({ [mode]: "legacy-sendmail", ...none })).toEqual([]);
    expect(at({ [mode]: "notification-system" })).toEqual([]);
  });
});
