import { type Envelope } from "../../../model/remote/envelope";
import { BackupServer } from "./backup-server";
import { objectEnvelope, type ObjectNoun } from "./declared";

/** An object as it is declared, and its secrets. */
export interface Typed {
  readonly type: string;
  readonly secrets?: Readonly<Record<string, string>>;
  readonly [property: string]: unknown;
}

/** Every type of each noun whose types share their names: any may become any other. */
export const types: Readonly<Record<string, readonly Typed[]>> = {
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

/** What is sent for one of them. */
export const typedEnvelope = (
  noun: string,
  name: string,
  { secrets, ...declared }: Typed,
): Promise<Envelope> => objectEnvelope(noun as ObjectNoun, name, declared, secrets);

/** What must become of an object of each of these nouns that is declared with another type. */
export function describeTypeChanges(nouns: readonly string[]): void {
  let server: BackupServer;
  beforeAll(async () => (server = await BackupServer.start()));
  afterAll(() => server.stop());

  describe.each(nouns.map((noun) => [noun, types[noun]!] as const))("a %s", (noun, chain) => {
    it("becomes one of another type, which takes the place of the old one", async () => {
      for (const [index, declared] of chain.entries()) {
        const wanted = await typedEnvelope(noun, "operators", declared);
        const before =
          index === 0 ? undefined : await typedEnvelope(noun, "operators", chain[index - 1]!);

        expect(await server.apply(wanted)).toEqual(wanted.document);
        if (before !== undefined) expect(await server.observe(before)).toBeNull();
      }
    });

    it("fails to be made where somebody else has one of another type with its name, which stays", async () => {
      const [declared, other] = chain as [Typed, Typed];
      const theirs = await typedEnvelope(noun, "night-shift", other);
      await server.apply(theirs);
      const wanted = await typedEnvelope(noun, "night-shift", declared);

      expect((await server.run("create", wanted)).stderr).toContain("made by somebody else");
      expect(await server.observe(theirs)).toEqual(theirs.document);
      expect(await server.run("create", { ...wanted, adopt: true })).toMatchObject({ exitCode: 0 });
    });

    it("is missing when a hand made one of another type of it, and is put back", async () => {
      const [declared, other] = chain as [Typed, Typed];
      const wanted = await typedEnvelope(noun, "operators", declared);
      await server.apply(wanted);
      await server.apply(await typedEnvelope(noun, "operators", other));

      expect(await server.observe(wanted)).toBeNull();
      expect(await server.apply(wanted)).toEqual(wanted.document);
    });
  });
}
