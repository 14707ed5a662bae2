import { longestGapHours } from "../../../model/calendar/longest-gap";
import { jobsOf, partName, partsOf, reaches, textOf } from "../../pbs-datastore";
import { type RemoteObject } from "../../remote-object";
import { remoteRule } from "../../rule";
import { isNo } from "../../truth";

/**
 * Disks lose what was whole when it was written, so that a verification ages: the documentation of Proxmox Backup Server
 * ("Maintenance Tasks", "Verification") asks for all of them again at least once a month. `verify-new` looks once.
 */
export const pbsDatastoreVerified = remoteRule<{ readonly days: number }>({
  name: "pbs-datastore-verified",
  description:
    "Every backup in a Proxmox Backup Server datastore is verified again and again, in good time.",
  remediation:
    "Add a verify job with a schedule, and with `ignore-verified` false or with `outdated-after`; the two together give the time that passes.",
  sees: "stack",
  kinds: ["pbs datastore"],
  judge: (datastore, { days }, stack) => {
    const jobs = jobsOf(datastore, "pbs verify-job", stack);
    return partsOf(datastore, stack).all.flatMap((part) => {
      const ages = jobs.filter((job) => reaches(job, part)).map(ageOf);
      if (ages.some((age) => typeof age === "number" && age <= days)) return [];
      const got = ages.length === 0 ? "no verify job" : ages.map(inWords).join(", ");
      return [
        {
          problem: `datastore ${textOf(datastore, "name")}: ${partName(part)} has ${got}; wanted is one that verifies each backup again within ${days} days`,
          fix: "add a verify job that verifies again what was verified once",
        },
      ];
    });
  },
});

/** Days between two verifications of one backup, or why there is no second one. */
function ageOf(job: RemoteObject): number | string {
  const { document } = job;
  const schedule = textOf(job, "schedule");
  // Both defaults: pbs-api-types, `VerificationJobConfig`. Without a number what was verified never counts as outdated.
  const outdated = isNo(document["ignore-verified"]) ? 0 : document["outdated-after"];
  if (schedule === "") return "a verify job without a schedule";
  if (outdated === undefined) return "a verify job for new backups alone";
  const gap = longestGapHours(schedule, "UTC");
  if (gap === undefined) return `a verify job whose schedule ${schedule} does not come again`;
  return Math.ceil(gap / 24) + Number(outdated);
}

const inWords = (age: number | string) =>
  typeof age === "string" ? age : `a verify job that takes up to ${age} days`;
