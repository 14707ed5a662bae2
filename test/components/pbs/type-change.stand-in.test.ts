import { BackupServer } from "./backup-server";
import { objectEnvelope } from "./declared";
import { describeTypeChanges, type Typed, typedEnvelope, types } from "./type-changes";

// `type-change.long.test.ts` has the others.
describeTypeChanges(["NotificationEndpoint"]);

describe("an endpoint that a matcher names", () => {
  let server: BackupServer;
  beforeAll(async () => (server = await BackupServer.start()));
  afterAll(() => server.stop());

  const [sendmail, gotify] = types["NotificationEndpoint"] as [Typed, Typed];
  const matcher = (target: string) =>
    objectEnvelope("NotificationMatcher", "trouble", { target: [target], severities: ["error"] });

  it("fails to become one of another type, says what to do, and is left as it was", async () => {
    const old = await typedEnvelope("NotificationEndpoint", "pagers", sendmail);
    await server.apply(old);
    await server.apply(await matcher("pagers"));
    const wanted = await typedEnvelope("NotificationEndpoint", "pagers", gotify);
    const { exitCode, stderr } = await server.run("apply", wanted);

    expect(exitCode).toBe(1);
    expect(stderr).toContain("got: cannot delete 'pagers', referenced by: trouble");
    expect(stderr).toContain("fix: the product changes no type in place");
    expect(await server.observe(old)).toEqual(old.document);
  });

  // In the order in which the engine does what the error says: what is new, what refers to it, what went.
  it("gives way to one of another name", async () => {
    const fresh = await typedEnvelope("NotificationEndpoint", "pagers-gotify", gotify);
    expect(await server.apply(fresh)).toEqual(fresh.document);
    expect(await server.apply(await matcher("pagers-gotify"))).toMatchObject({
      target: ["pagers-gotify"],
    });

    const old = await typedEnvelope("NotificationEndpoint", "pagers", sendmail);
    expect(await server.run("remove", old)).toMatchObject({ exitCode: 0 });
    expect(await server.observe(old)).toBeNull();
  });
});
