import fc from "fast-check";
import { weekdays } from "../../model/calendar/weekday";
import { daysAlone } from "./days-alone";
import { withOneSpeed } from "./one-speed";
import { productSections } from "./product-sections";
import { atMost, itemSections, postgresOf } from "./random-items";
import { named, number, numbered, recordOf, some } from "./random-values";

/** The sections of a stack's file by name, without the `backup:` before it. */
export type DeclaredSections = Record<string, Record<string, unknown>>;

export interface DeclarationSize {
  /** How many there are, from and to; at least 1. */
  readonly guests: readonly [number, number];
  readonly nodes: readonly [number, number];
}

/** Nodes whose guests are backed up to one datastore, over one network and out through one line. */
const nodesPerStore = 8;

/**
 * Random declarations with nothing wrong in them: every kind of item, every engine, and as many datastores, networks
 * and lines as a data centre with so many nodes has. What they want may still be more than the windows hold.
 *
 * A given seed of fast-check gives the same declarations on every machine.
 */
export function randomDeclarations(size: DeclarationSize): fc.Arbitrary<DeclaredSections> {
  const nodes = fc.integer({ min: size.nodes[0], max: size.nodes[1] });
  const guests = fc.integer({ min: size.guests[0], max: size.guests[1] });
  return fc.tuple(nodes, guests).chain(([nodes, guests]) => {
    const stores = numbered("", Math.ceil(nodes / nodesPerStore));
    return fc
      .record({
        ...siteSections(nodes, stores),
        ...copySections(stores),
        ...itemSections,
      })
      .chain((sections) =>
        fc.tuple(guestList(guests, nodes), productSections(stores)).map(([list, products]) => ({
          ...sections,
          ...products,
          postgres: postgresOf(sections.databases),
          guests: named("guest", list),
          exemptions: exemptionsOf(named("guest", list)),
        })),
      );
  });
}

const timezones = [
  "America/New_York",
  "Europe/Berlin",
  "Asia/Kolkata",
  "Australia/Lord_Howe",
  "UTC",
];

function siteSections(nodes: number, stores: readonly string[]) {
  const nodeNames = numbered("node", nodes);
  return {
    site: fc.record({ domain: fc.constant("lab.test"), timezone: fc.constantFrom(...timezones) }),
    sizing: fc.record({
      usedShare: number(2, 4).map((tenths) => tenths / 10),
      dailyChangeShare: number(1, 3).map((percent) => percent / 100),
      reduction: number(10, 30).map((tenths) => tenths / 10),
    }),
    nodes: recordOf(nodeNames, () =>
      fc.record({ role: fc.constantFrom("compute", "storage"), readMBps: number(800, 2000) }),
    ),
    drives: recordOf(["nvme"], () =>
      fc.record({
        node: fc.constantFrom(...nodeNames),
        count: number(1, 8),
        sizeGB: number(500, 8000),
        spares: number(0, 4),
        maximumWearPercent: number(0, 100),
        powerLossProtection: fc.boolean(),
      }),
    ),
    links: recordOf([...stores.flatMap((store) => [`lan${store}`, `wan${store}`]), "lan"], () =>
      fc.record({
        uploadMbps: fc.constantFrom(10_000, 25_000),
        downloadMbps: fc.constantFrom(10_000, 25_000),
        measured: fc.boolean(),
      }),
    ),
    windows: fc.record({
      weekend: window(["friday"], [18, 22], [56, 60]),
      weekdays: window(["monday"], [6, 9], [96, 104]),
      night: window(weekdays, [20, 23], [8, 10]),
      care: window(weekdays, [9, 11], [8, 9]),
      always: fc.constant({ days: weekdays, from: "00:00", hours: 24 }),
    }),
  };
}

function window(
  days: readonly string[],
  [first, last]: readonly [number, number],
  [shortest, longest]: readonly [number, number],
) {
  return fc.record({
    days: fc.constant(days),
    from: fc
      .tuple(number(first, last), number(0, 59))
      .map((parts) => parts.map((part) => String(part).padStart(2, "0")).join(":")),
    hours: number(shortest, longest),
  });
}

/** Places and classes: a datastore and a vault for the guests of some nodes, and one place of every other engine. */
function copySections(stores: readonly string[]) {
  const common = (store: string, link: string, medium: string) => ({
    store: fc.constant(store),
    link: fc.constant(link),
    medium: fc.constant(medium),
    capacityGB: some(number(100, 1_000_000)),
    verified: fc.boolean(),
    maintenanceHours: number(0, 8),
  });
  const place = (engine: string, link = "lan") =>
    fc.record({
      engine: fc.constant(engine),
      ...common(engine, link, "disk"),
      encryption: fc.constantFrom("aes-256", "none"),
    });
  const datastore = (store: string, link: string, namespace?: string) =>
    fc.record({
      engine: fc.constant("pbs"),
      ...common(store, link, "nvme"),
      namespace: fc.constant(namespace),
      writeMBps: number(1500, 3000),
      readMBps: number(3000, 6000),
      care: fc.constant("care"),
    });
  const vault = (store: string) =>
    fc
      .record({
        engine: fc.constant("s3"),
        ...common(`vault${store}`, `wan${store}`, "cloud"),
        offsite: fc.constant(true),
        storageClass: fc.constantFrom(
          ...["STANDARD", "STANDARD_IA", "GLACIER_IR", "GLACIER", "DEEP_ARCHIVE"],
        ),
        retrieval: fc.constantFrom("standard", "bulk"),
      })
      .map(({ retrieval, ...place }) => {
        const archives = ["GLACIER", "DEEP_ARCHIVE"].includes(place.storageClass);
        return { ...place, retrieval: archives ? retrieval : undefined };
      });
  const pbs = stores.flatMap((store) => [
    [`pbs${store}`, datastore(`store${store}`, `lan${store}`, "images")] as const,
    [`ct${store}`, datastore(`store${store}`, `lan${store}`, "containers")] as const,
  ]);
  const vaults = stores.map((store) => [`vault${store}`, vault(store)] as const);
  const others = otherEngines.map((engine) => [engine, place(engine)] as const);
  const repository = fc.record({
    engine: fc.constant("pgbackrest"),
    ...common("pgbackrest", "lan", "object"),
    site: fc.constant("fs00"),
    kmsKey: fc.constant("backup-key"),
  });
  const dumps = fc.record({
    engine: fc.constant("dump"),
    ...common("dumps", "lan", "object"),
    site: fc.constant("fs00"),
    kmsKey: fc.constant("backup-key"),
  });
  const places: Entries = [
    ...pbs,
    ["mirror", datastore("mirror", "lan")],
    ...vaults,
    ...others,
    ["pgbackrest", repository],
    ["dump", dumps],
  ];
  const guestClasses: Entries = stores.flatMap((store) => [
    [`images${store}`, protection(`pbs${store}`, "weekly", "weekend", `vault${store}`)],
    [`ct${store}`, protection(`ct${store}`, "daily", "night")],
  ]);
  return {
    places: fc
      .record(Object.fromEntries(places) as Record<string, fc.Arbitrary<object>>)
      .map((all) => withOneSpeed(all, stores)),
    classes: fc.record({
      ...Object.fromEntries(guestClasses),
      files: protection("veeam", "weekly", "weekend", "vault00"),
      dumps: protection("iperius", "weekly", "weekend"),
      dumped: protection("dump", "weekly", "weekend"),
      pitr: protection("pgbackrest", "daily", "night"),
      objects: protection("minio", "continuous").map(daysAlone),
      configuration: protection("git", "continuous"),
      // Every object has it, declared or not.
      constructor: protection("kubernetes", "six-hourly", "always"),
    }),
  };
}

type Entries = (readonly [string, fc.Arbitrary<unknown>])[];

const otherEngines = ["veeam", "iperius", "minio", "git", "kubernetes"];

function protection(place: string, frequency: string, window?: string, vault?: string) {
  const offsite = fc.record({
    place: fc.constant(vault),
    frequency: fc.constant("monthly"),
    window: fc.constant("weekdays"),
    retention,
    lockDays: some(number(1, 400)),
    rpoHours: some(number(24, 2000)),
  });
  return fc.record({
    place: fc.constant(place),
    frequency: fc.constant(frequency),
    window: fc.constant(window),
    retention,
    rpoHours: number(1, 400),
    rtoHours: number(1, 100),
    offsite: vault === undefined ? fc.constant(undefined) : some(offsite),
  });
}

const seldom = <Value>(value: fc.Arbitrary<Value>) =>
  fc.oneof({ weight: 9, arbitrary: fc.constant(undefined) }, value);

const retention = fc.record({
  last: seldom(number(1, 20)),
  daily: seldom(number(1, 30)),
  weekly: some(number(1, 8)),
  monthly: some(number(1, 12)),
  yearly: seldom(number(1, 3)),
  days: number(1, 120),
});

/** A virtual machine, and what is known of its agent. */
const machine = fc
  .constantFrom(
    { os: "Debian 12", agent: undefined, vss: undefined },
    { os: "Debian 12", agent: true, vss: undefined },
    { os: "FreeBSD 14", agent: false, vss: undefined },
    { os: "Server 2025", agent: undefined, vss: undefined },
    { os: "Server 2025", agent: true, vss: "copy" },
  )
  .map((system) => ({ kind: "vm", ...system }));

/** Guests spread over the nodes; a few are on a node that nobody declared, in no class, or without an address. */
function guestList(guests: number, nodes: number) {
  const often = <Value>(usual: Value, unusual: Value) =>
    fc.oneof({ weight: 30, arbitrary: fc.constant(usual) }, fc.constant(unusual));
  const guest = fc.record({
    isKnown: often(true, false),
    isClassed: often(true, false),
    isAddressed: often(true, false),
    system: fc.oneof(fc.constant({ kind: "ct", os: "Debian 12" }), machine),
    excludedDisks: often(undefined, { reason: "scratch space", expires: "2027-06-30" }),
    cpus: number(1, 16),
    memoryGB: number(1, 64),
    disksGB: fc.tuple(number(8, 64), number(8, 200)),
    vlan: number(1, 4094),
    usedGB: some(number(1, 40)),
  });
  const nodeNames = numbered("node", nodes);
  return fc.array(guest, { minLength: guests, maxLength: guests }).map((list) =>
    list.map(({ isKnown, isClassed, isAddressed, system, excludedDisks, ...rest }, index) => {
      const node = index % nodes;
      const store = String(Math.floor(node / nodesPerStore)).padStart(2, "0");
      const octets = [10, (index >> 16) & 255, (index >> 8) & 255, index & 255];
      return {
        ...rest,
        ...system,
        excludedDisks: excludedDisks && { [system.kind === "vm" ? "scsi1" : "mp0"]: excludedDisks },
        vmid: 100 + index,
        usedGB: atMost(rest.usedGB, rest.disksGB[0] + rest.disksGB[1]),
        address: isAddressed ? octets.join(".") : undefined,
        node: isKnown ? nodeNames[node] : "elsewhere",
        role: "worker",
        classes: isClassed ? [system.kind === "vm" ? `images${store}` : `ct${store}`] : [],
      };
    }),
  );
}

/** Every other guest without a class is exempt, some no longer. */
function exemptionsOf(guests: Readonly<Record<string, { readonly classes: readonly string[] }>>) {
  const unprotected = Object.entries(guests).filter(([, { classes }]) => classes.length === 0);
  const exempt = unprotected.filter((_, index) => index % 2 === 0);
  return Object.fromEntries(
    exempt.map(([name], index) => [
      name,
      { reason: "made anew from code in minutes", expires: `20${26 + (index % 3)}-06-30` },
    ]),
  );
}
