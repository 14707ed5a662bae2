import { type Estate, type Place, type ProtectionClass } from "../../../model/estate";
import { errorsOf, guest, soundEstate } from "../../support/planned-estate";

const sound = soundEstate();

/** The sound estate, with a second class that is like another but for its changes. */
function withSecond(
  like: string,
  change: Partial<ProtectionClass>,
  rest: Partial<Estate>,
  places: Record<string, Place> = {},
): Estate {
  const { offsite: _, ...first } = sound.classes[like]!;
  return soundEstate({
    classes: { ...sound.classes, second: { ...first, ...change } },
    places: { ...sound.places, ...places },
    ...rest,
  });
}

const twice = { guests: { ...sound.guests, web: guest({ classes: ["linux", "second"] }) } };

describe("an item in two classes", () => {
  it("fails where both go to one datastore and namespace, whose one group is thinned as one", () => {
    const estate = withSecond("linux", { retention: { last: 5, days: 30 } }, twice);
    expect(errorsOf(estate)).toEqual([
      {
        severity: "error",
        path: "backup:guests.web.classes",
        message:
          "the copies of web by linux and second are one history in vm-backup of Proxmox Backup Server, of which " +
          "restore points are removed whichever class they are of: none keeps what is proved of it alone",
        got: "linux, second",
        allowed: "one of these classes, or a place with a namespace of its own for each",
        fix: expect.stringContaining("take all but one of them out of backup:guests.web.classes"),
      },
    ]);
  });

  it("is none of that where each has a namespace, or where they share no item", () => {
    const apart = { ...sound.places["store"]!, namespace: "second" };
    const estate = withSecond("linux", { place: "apart" }, twice, { apart });
    expect(errorsOf(estate)).toEqual([]);
    const other = { guests: { ...sound.guests, web: guest({ classes: ["second"] }) } };
    expect(errorsOf(withSecond("linux", {}, other))).toEqual([]);
  });

  const of = <Entry extends object>(record: Readonly<Record<string, Entry>>, like: string) =>
    Object.fromEntries(
      Object.entries(record).map(([name, one]) => [name, { ...one, classes: ["second", like] }]),
    );

  it.each([
    ["postgres", { databases: of(sound.databases, "postgres") }, "databases.stars"],
    ["code", { repositories: of(sound.repositories, "code") }, "repositories.infra"],
    ["volumes", { claims: of(sound.claims, "volumes") }, "claims.etcd"],
  ])("fails in the place of %s, which counts what two jobs make as one", (like, rest, path) => {
    expect(errorsOf(withSecond(like, {}, rest))).toEqual([
      expect.objectContaining({
        path: `backup:${path}.classes`,
        got: [like, "second"].sort().join(", "),
      }),
    ]);
  });

  it.each([
    ["windows", { fileServers: of(sound.fileServers, "windows") }],
    ["research", { buckets: of(sound.buckets, "research") }],
    ["sql", { databases: of(sound.databases, "sql") }],
  ])("may be in the place of %s twice, where neither job takes the other's", (like, rest) => {
    expect(errorsOf(withSecond(like, {}, rest))).toEqual([]);
  });
});

describe("a copy that is brought where it comes from", () => {
  it("fails once for its class", () => {
    const linux = {
      ...sound.classes["linux"]!,
      offsite: { ...sound.classes["linux"]!.offsite!, place: "store", lockDays: undefined },
    };
    const errors = errorsOf(soundEstate({ classes: { ...sound.classes, linux } }));
    expect(errors.filter(({ path }) => path === "backup:classes.linux.offsite.place")).toEqual([
      expect.objectContaining({ got: "store", allowed: "a place in another store" }),
    ]);
  });
});
