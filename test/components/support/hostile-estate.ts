import * as http from "node:http";
import { type AddressInfo } from "node:net";
import * as fc from "fast-check";
import { seedGuests } from "../../../commands/sandbox/guests";
import { type Envelope, openEnvelope } from "../../../model/remote/envelope";
import { estateSchema } from "../../../config/schema/estate";
import { secretsSchema } from "../../../config/schema/secrets";
import { canary, hostilePieces, mostHostile } from "../../config/support/hostile";
import { stringFields } from "../../config/support/leaves";
import { completeDeclaration } from "../../support/complete-declaration";
import { type DeclaredPlace, placesOf, putText, textAt } from "../../support/declared-place";
import { destinations } from "../../support/destinations";
import { plainParts, type RegisteredResource, unsealed } from "../../support/estate";
import { secretMark } from "../../support/lab";
import { registeredFor } from "../../support/program";
import { LabMachines } from "./lab-machines";

type Tree = Record<string, unknown>;

let machines: LabMachines;
let influx: http.Server;

/** Everything that can be declared, but for a datastore on S3, which no machine here has. */
function declared(): Tree {
  const declaration = completeDeclaration();
  const { pbs01 } = declaration["pbs"] as Record<string, Record<string, Record<string, Tree>>>;
  delete pbs01!["datastores"]!["bucket"];
  // What a digest is of has a name that is not known yet.
  const { vbr01 } = declaration["iperius"] as Record<string, { jobs: Record<string, Tree> }>;
  for (const job of Object.values(vbr01!.jobs)) delete job["sha256"];
  const { port } = influx.address() as AddressInfo;
  pbs01!["metricServers"]!["clouds"]!["url"] = `http://127.0.0.1:${port}/`;
  return declaration;
}

interface Placed {
  readonly path: string;
  readonly place: DeclaredPlace;
  readonly text: string;
}

const fields = [...stringFields(estateSchema), ...stringFields(secretsSchema, "secrets")].filter(
  ({ path }) => path in destinations && destinations[path] !== "name",
);

/** Where the first round puts what no product can change later. */
const lasting = new Map<string, string>();

/** The name of a system says what it is in words of its own: with a letter behind "Server 2025" it is no Windows. */
function wordsIn(path: string, pieces: readonly string[]): readonly string[] {
  return path === "guests.*.os" ? [" ", ...pieces] : pieces;
}

/** What stands in every place that takes anything, with these pieces in it. */
function hostileTexts(pieces: readonly string[]): Placed[] {
  const declaration = declared();
  return fields.flatMap(({ path, schema }) =>
    placesOf(declaration, path).map((place, index) => {
      const key = `${path} ${index}`;
      const destination = destinations[path];
      const fixed = typeof destination === "object" && destination.fixed;
      const text =
        (fixed ? lasting.get(key) : undefined) ??
        mostHostile(schema, textAt(declaration, place), wordsIn(path, pieces));
      lasting.set(key, text);
      return { path, place, text };
    }),
  );
}

/** What the program registers for a declaration with these texts. */
function registered(texts: readonly Placed[]): Promise<RegisteredResource[]> {
  const declaration = declared();
  // What is below a name is no longer found by the old one.
  const namesLast = [...texts].sort((a, b) => Number(a.place.isName) - Number(b.place.isName));
  for (const { place, text } of namesLast) putText(declaration, place, text);
  return registeredFor(declaration);
}

const envelopes = (resources: readonly RegisteredResource[]): Envelope[] =>
  resources.flatMap(({ inputs }) => openEnvelope(unsealed(inputs["stdin"])) ?? []);

const textOf = (texts: readonly Placed[], path: string) =>
  texts.filter((one) => one.path === path).map(({ text }) => text);

/** Applies a declaration with these pieces everywhere, and says what did not arrive. */
async function problemsWith(pieces: readonly string[]): Promise<string[]> {
  const texts = hostileTexts(pieces);
  const resources = await registered(texts);
  for (const path of ["places.*[veeam].store", "veeam.*.configurationBackup.repository"])
    machines.windows.make("CBackupRepository", textOf(texts, path)[0]!);
  for (const job of textOf(texts, "iperius.*.jobs.{}")) machines.windows.makeIperiusJob(job);
  for (const account of textOf(texts, "iperius.*.serviceAccount.name"))
    machines.windows.runServicesAs(account);
  const refused: string[] = [];
  let shown = JSON.stringify(resources.map(({ inputs }) => plainParts(inputs)));
  const apply = async (envelope: Envelope) => {
    const { exitCode, stdout, stderr } = await machines.apply(envelope);
    if (exitCode !== 0) refused.push(`${envelope.kind} ${envelope.identity}: ${stderr}`);
    // A token's secret is the server's, and marked as one.
    shown += envelope.script + stderr + (envelope.kind === "pbs token" ? "" : stdout);
  };
  // Machine by machine side by side, on each in the order in which the engine would have.
  await Promise.all(
    // A real PostgreSQL takes what it is sent (test/components/postgres): nothing of that may hold anything.
    [/^(pbs |offsite export$)/, /^(?!pbs|offsite|postgres)/].map(async (product) => {
      for (const envelope of envelopes(resources))
        if (product.test(envelope.kind)) await apply(envelope);
    }),
  );
  return [
    ...refused,
    ...texts.flatMap((text) => lost(text, resources)),
    ...(machines.fileNames().includes(canary) ? ["something ran that was only text"] : []),
    ...(machines.seen.includes(secretMark)
      ? ["a secret was an argument or in an environment"]
      : []),
    ...(shown.includes(secretMark) ? ["a secret was printed, or in a script"] : []),
    ...machines.minio.leftovers.map((name) => `${name} is left of a log-in`),
  ];
}

function lost({ path, place, text }: Placed, resources: readonly RegisteredResource[]): string[] {
  const destination = destinations[path];
  if (destination === "plan")
    return JSON.stringify(resources).includes(JSON.stringify(text).slice(1, -1))
      ? [`${path} left the plan: ${text}`]
      : [];
  if (typeof destination !== "object") return [];
  const { kept, is = (one, wanted) => one === wanted } = destination;
  const there = kept(machines.received(resources), place.keys.map(String)).map(String);
  return there.some((one) => is(one, text))
    ? []
    : [`${path}: ${JSON.stringify(text)} became ${JSON.stringify(there)}`];
}

/** What PowerShell and each of these shells must make of whatever a declaration takes; the second changes what the first has made. */
export function describeHostileEstate(...shells: readonly ("/bin/sh" | "/bin/bash")[]): void {
  beforeAll(async () => {
    machines = await LabMachines.start();
    const guests = estateSchema.shape.guests.parse(completeDeclaration()["guests"]);
    seedGuests(machines.node.state, { guests });
    // The product asks whether a metric server is there before it keeps it.
    influx = http.createServer((_request, response) => response.end());
    await new Promise<void>((resolve) => influx.listen(0, "127.0.0.1", resolve));
  });
  afterAll(async () => {
    influx.close();
    await machines.stop();
  });

  it.each(shells)(
    "arrives unchanged everywhere at once, through %s and PowerShell, and nothing of it runs or shows a secret",
    async (shell) => {
      machines.speak(shell);
      await fc.assert(
        fc.asyncProperty(
          fc.shuffledSubarray([...hostilePieces], { minLength: hostilePieces.length }),
          async (pieces) => {
            expect(await problemsWith(pieces)).toEqual([]);
          },
        ),
        { numRuns: 1, endOnFailure: true },
      );
    },
    // Some hundred processes, on a machine that may be busy.
    600_000,
  );
}
