import { type Envelope } from "../../../model/remote/envelope";
import { BackupServer } from "./backup-server";
import { objectEnvelope, type ObjectNoun } from "./declared";

let server: BackupServer;
beforeAll(async () => (server = await BackupServer.start()));
afterAll(() => server.stop());

interface Typed {
  readonly type: string;
  readonly secrets?: Readonly<Record<string, string>>;
  readonly [property: string]: unknown;
}

/** Every type of each noun whose types share their names: any may become any other. */
const types: Readonly<Record<string, readonly Typed[]>> = {
  NotificationEndpoint: [
    { type: "sendmail", mailtoUser: ["root@pam"] },
    { type: "gotify", server: "https://gotify.example.org", secrets: { token: "s3cr3t" } },
    { type: "smtp", server: "mail.example.org", mode: "tls", ...mail() },
    { type: "webhook", url: "https://hook.example.org", method: "post" },
    { type: "sendmail", mailto: ["ops@example.org"] },
  ],
  MetricServer: [
    { type: "influxdb-udp", host: "lab-mon01.example.org:8089" },
    { type: "influxdb-http", url: "https://influx.example.org", enable: false },
    { type: "influxdb-udp", host: "lab-mon01.example.org:8090" },
  ],
};

function mail() {
  return { fromAddress: "pbs@example.org", mailto: ["ops@example.org"] };
}

const envelope = (noun: string, name: string, { secrets, ...declared }: Typed): Promise<Envelope> =>
  objectEnvelope(noun as ObjectNoun, name, declared, secrets);

describe.each(Object.entries(types))("a %s", (noun, chain) => {
  it("becomes one of another type, which takes the place of the old one", async () => {
    for (const [index, declared] of chain.entries()) {
      const wanted = await envelope(noun, "operators", declared);
      const before = index === 0 ? undefined : await envelope(noun, "operators", chain[index - 1]!);

      expect(await server.apply(wanted)).toEqual(wanted.document);
      if (before !== undefined) expect(await server.observe(before)).toBeNull();
    }
  });

  it("fails to be made where somebody else has one of another type with its name, which stays", async () => {
    const [declared, other] = chain as [Typed, Typed];
    const theirs = await envelope(noun, "night-shift", other);
    await server.apply(theirs);
    const wanted = await envelope(noun, "night-shift", declared);

    expect((await server.run("create", wanted)).stderr).toContain("made by somebody else");
    expect(await server.observe(theirs)).toEqual(theirs.document);
    expect(await server.run("create", { ...wanted, adopt: true })).toMatchObject({ exitCode: 0 });
  });

  it("is missing when a hand made one of another type of it, and is put back", async () => {
    const [declared, other] = chain as [Typed, Typed];
    const wanted = await envelope(noun, "operators", declared);
    await server.apply(wanted);
    await server.apply(await envelope(noun, "operators", other));

    expect(await server.observe(wanted)).toBeNull();
    expect(await server.apply(wanted)).toEqual(wanted.document);
  });
});

describe("an endpoint that a matcher names", () => {
  const [sendmail, gotify] = types["NotificationEndpoint"] as [Typed, Typed];
  const matcher = (target: string) =>
    objectEnvelope("NotificationMatcher", "trouble", { target: [target], severities: ["error"] });

  it("fails to become one of another type, says what to do, and is left as it was", async () => {
    const old = await envelope("NotificationEndpoint", "pagers", sendmail);
    await server.apply(old);
    await server.apply(await matcher("pagers"));
    const wanted = await envelope("NotificationEndpoint", "pagers", gotify);
    const { exitCode, stderr } = await server.run("apply", wanted);

    expect(exitCode).toBe(1);
    expect(stderr).toContain("got: cannot delete 'pagers', referenced by: trouble");
    expect(stderr).toContain("fix: the product changes no type in place");
    expect(await server.observe(old)).toEqual(old.document);
  });

  // In the order in which the engine does what the error says: what is new, what refers to it, what went.
  it("gives way to one of another name", async () => {
    const fresh = await envelope("NotificationEndpoint", "pagers-gotify", gotify);
    expect(await server.apply(fresh)).toEqual(fresh.document);
    expect(await server.apply(await matcher("pagers-gotify"))).toMatchObject({
      target: ["pagers-gotify"],
    });

    const old = await envelope("NotificationEndpoint", "pagers", sendmail);
    expect(await server.run("remove", old)).toMatchObject({ exitCode: 0 });
    expect(await server.observe(old)).toBeNull();
  });
});
