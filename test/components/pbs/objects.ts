import * as fs from "node:fs";
import { type Envelope } from "../../../model/remote/envelope";
import { BackupServer } from "./backup-server";
import { type Subject } from "./subjects";

let server: BackupServer;
const writes = /^proxmox-backup-(manager|debug) .*<(create|update|set|generate-token)>/;

const nameOf = (what: string) => what.replaceAll(" ", "-").slice(0, 24);

const sent = (subject: Subject, name: string) =>
  subject.make(name, subject.declared, subject.secrets ?? {});

/** Every file of the server's configuration, without the sections of this object. */
function surroundings(identity: string): Record<string, string> {
  const directory = server.at("/etc/proxmox-backup");
  const files = fs.readdirSync(directory).filter((name) => /\.(cfg|shadow)$/.test(name));
  return Object.fromEntries(
    files.map((name) => {
      const text = fs.readFileSync(`${directory}/${name}`, "utf8");
      const others = text.split(/\n(?=\S)/).filter((part) => !part.includes(`: ${identity}\n`));
      return [name, others.join("\n").trim()];
    }),
  );
}

/** Writes other values into the object's section, as a hand with an editor would. */
function edit({ kept: [file, section] }: Subject, identity: string, values: ByHand): void {
  const at = server.at(`/etc/proxmox-backup/${file}`);
  const header = `${section}: ${identity}`;
  const parts = fs.readFileSync(at, "utf8").split(/\n(?=\S)/);
  const edited = parts.map((part) => {
    const [first, ...lines] = part.split("\n");
    if (first !== header) return part;
    const left = lines.filter(
      (line) => line.trim() && !((line.trim().split(" ")[0] ?? "") in values),
    );
    const given = Object.entries(values).flatMap(([name, value]) =>
      value === undefined ? [] : [`\t${name} ${value}`],
    );
    return [first, ...left, ...given, ""].join("\n");
  });
  fs.writeFileSync(at, edited.join("\n"));
}

type ByHand = Readonly<Record<string, string | undefined>>;

/** Another value for every property that is not a secret and not fixed. */
function otherValues({ byHand = {}, fixed = [] }: Subject, now: Envelope, then: Envelope): ByHand {
  const { key } = now.settings as { key: string };
  const names = Object.entries(now.document)
    .filter(([name, value]) => ![key, ...fixed].includes(name) && value !== "as declared")
    .map(([name]) => name);
  return Object.fromEntries(
    names.map((name) => {
      const value = then.document[name];
      const changed =
        value === undefined ? undefined : [value].flat().map(String).join(`\n\t${name} `);
      return [name, name in byHand ? byHand[name] : changed];
    }),
  );
}

/**
 * What must become of an object of each kind, through its whole life.
 *
 * @param tried - kinds, by what they are called
 * @param found - those of them of which one is there before the stack
 */
export function describeObjects(
  tried: Readonly<Record<string, Subject>>,
  found: readonly string[],
): void {
  beforeAll(async () => {
    server = await BackupServer.start();
    // One of each kind that must stay as it is, whatever is done to the other.
    for (const [what, subject] of Object.entries(tried))
      await server.apply(await sent(subject, `beside-${nameOf(what)}`.slice(0, 30)));
  });
  afterAll(() => server.stop());

  describe.each(Object.entries(tried))("%s", (what, subject) => {
    const name = nameOf(what);
    const { changed, secrets = {}, rotated = secrets, hand } = subject;
    const first = () => sent(subject, name);
    const second = () => subject.make(name, changed, rotated);
    let around: Record<string, string>;

    it("is made, alone, and left as it is when it is applied again", async () => {
      const envelope = await first();
      around = surroundings(envelope.identity);
      expect(await server.observe(envelope)).toBeNull();
      expect(await server.apply(envelope)).toEqual(envelope.document);
      const before = server.count(writes);

      expect(await server.apply(envelope)).toEqual(envelope.document);
      expect(server.count(writes)).toBe(before);
      expect(surroundings(envelope.identity)).toEqual(around);
    });

    it("becomes what was changed, alone, and is no more than that", async () => {
      const envelope = await second();

      expect(await server.apply(envelope)).toEqual(envelope.document);
      expect(await server.apply(await first())).toEqual((await first()).document);
      expect(surroundings(envelope.identity)).toEqual(around);
    });

    it("shows what a hand added, and is repaired", async () => {
      const envelope = await first();
      const [command, ...words] = hand;
      await server.by(command, ...words.map((word) => word.replaceAll("NAME", name)));

      expect(await server.observe(envelope)).not.toEqual(envelope.document);
      expect(await server.apply(envelope)).toEqual(envelope.document);
    });

    it("shows each property that a hand changed, and all of them are repaired", async () => {
      const envelope = await first();
      const values = otherValues(subject, envelope, await second());
      edit(subject, envelope.identity, values);
      const observed = (await server.observe(envelope)) as Record<string, unknown>;

      const unseen = Object.keys(values).filter(
        (property) =>
          JSON.stringify(observed[property]) === JSON.stringify(envelope.document[property]),
      );
      expect(Object.keys(values).length).toBeGreaterThan(0);
      expect(unseen).toEqual([]);
      expect(await server.apply(envelope)).toEqual(envelope.document);
      expect(surroundings(envelope.identity)).toEqual(around);
    });

    it("is removed, alone, and its removal repeated", async () => {
      const envelope = await first();

      expect(await server.run("remove", envelope)).toMatchObject({ exitCode: 0 });
      expect(await server.observe(envelope)).toBeNull();
      expect(await server.run("remove", envelope)).toMatchObject({ exitCode: 0, stdout: "" });
      expect(surroundings(envelope.identity)).toEqual(around);
    });
  });

  describe.each(found.map((what) => [what, tried[what]!] as const))(
    "%s that was there before the stack",
    (what, subject) => {
      const name = `${nameOf(what)}-before`;

      it("fails to be made where somebody else made it otherwise, and theirs stays as it is", async () => {
        await server.apply(await subject.make(name, subject.changed, subject.secrets ?? {}));
        server.forget();
        const envelope = await sent(subject, name);
        const theirs = await server.observe(envelope);
        const before = server.count(writes);
        const { exitCode, stderr } = await server.run("create", envelope);

        expect(exitCode).toBe(1);
        expect(stderr).toContain("is there already, made by somebody else, so nothing was changed");
        expect(stderr).toMatch(/ {2}got: \S+: there .+, declared /);
        expect(server.count(writes)).toBe(before);
        expect(await server.observe(envelope)).toEqual(theirs);
      });

      it("is taken over where the stack's file names it, and is the stack's own from then on", async () => {
        const envelope = await sent(subject, name);

        expect(await server.run("create", { ...envelope, adopt: true })).toMatchObject({
          exitCode: 0,
        });
        expect(await server.run("create", envelope)).toMatchObject({ exitCode: 0 });
      });
    },
  );

  it("never shows a secret, nor leaves the token that carried it", async () => {
    expect(server.seen).not.toContain("s3cr3t");
    expect(server.seen).not.toContain("czNjcjN0");
    expect(
      await server.by("proxmox-backup-manager", "user", "list-tokens", "root@pam"),
    ).not.toContain("backup-remote");
  });
}
