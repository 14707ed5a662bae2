import { type Fault } from "../model/fault";
import { optionalEntry, sortedEntries } from "../model/record";
import { didYouMean } from "./near-miss";
import { productsOf } from "./products";
import { quoted } from "./quoted";
import { type SoundSections } from "./references";
import { type Declaration } from "./schema/estate";

/**
 * What would let a job of Iperius stop without anybody noticing, as an operator makes it and the stack can only look:
 * a class of which no job is watched, a job of no class, an age beyond what the class promises.
 */
export function watchedJobFaults(sections: SoundSections, unsound: ReadonlySet<string>): Fault[] {
  const { classes, iperius, places } = sections;
  if (classes === undefined || iperius === undefined || places === undefined) return [];
  const operated = sortedEntries(classes).filter(
    ([, { place }]) => optionalEntry(places, place)?.engine === "iperius",
  );
  const names = operated.map(([name]) => name);
  return [
    ...unwatched(sections, names),
    ...watchedJobs(sections).flatMap((job) => {
      const { watched } = job;
      const [, promised] = operated.find(([name]) => name === watched.class) ?? [];
      if (promised !== undefined) return tooOld(job, promised.rpoHours);
      const { class: given } = watched;
      return given !== undefined && unsound.has(given) ? [] : [ofNoClass(job, given, names)];
    }),
  ];
}

/** Of what nothing is backed up there is no job to make. */
function unwatched(sections: SoundSections, operated: readonly string[]): Fault[] {
  const { databases = {}, iperius } = sections;
  const [first] = productsOf("iperius", iperius);
  const jobs = watchedJobs(sections);
  const filled = new Set(Object.values(databases).flatMap((database) => database.classes));
  return operated
    .filter((name) => filled.has(name) && !jobs.some(({ watched }) => isOf(watched, name)))
    .map((name) => ({
      path: `${first === undefined ? "backup:iperius" : first.path}.jobs`,
      message: `watches no job of class ${name}, which an operator makes: nobody would notice that it is not made`,
      got: jobs.map(({ job }) => quoted(job)).join(", ") || "no job",
      allowed: `a job with \`class: ${name}\``,
      fix: `write the name of the job in Iperius, with \`class: ${name}\` and a maximumAgeHours`,
    }));
}

type Watched = Declaration["iperius"][string]["jobs"][string];

interface WatchedJob {
  /** Its name in Iperius. */
  readonly job: string;
  readonly path: string;
  readonly watched: Watched;
}

/** The jobs that are watched on all machines. */
function watchedJobs({ iperius }: SoundSections): WatchedJob[] {
  return productsOf("iperius", iperius).flatMap(({ path, declared }) =>
    sortedEntries(declared.jobs).map(([job, watched]) => ({
      ...{ job, watched, path: `${path}.jobs.${job}` },
    })),
  );
}

/** One without a class, which is a fault of its own, may be of any. */
function isOf(watched: Watched, name: string): boolean {
  return watched.class === undefined || watched.class === name;
}

function tooOld({ path, watched }: WatchedJob, rpoHours: number): Fault[] {
  if (watched.maximumAgeHours <= rpoHours) return [];
  return [
    {
      path: `${path}.maximumAgeHours`,
      message: `lets the job be older than class ${watched.class} promises before anybody notices`,
      got: String(watched.maximumAgeHours),
      allowed: `at most ${rpoHours}, the rpoHours of backup:classes.${watched.class}`,
      fix: "make it smaller, or promise less",
    },
  ];
}

function ofNoClass(
  { path }: WatchedJob,
  name: string | undefined,
  operated: readonly string[],
): Fault {
  return {
    path: `${path}.class`,
    message: name === undefined ? "is missing" : "names no class whose place is one of Iperius",
    ...(name === undefined ? {} : { got: quoted(name) }),
    allowed: operated.join(", ") || "no class of a place of Iperius is declared yet",
    fix: `${name === undefined ? "" : didYouMean(name, operated)}name the class whose copies the job makes`,
  };
}
