import { Operator } from "./support/by-hand/operator";
import { shared, up } from "./support/sandbox";

type Tree = Record<string, Record<string, unknown>>;

let operator: Operator;
beforeAll(() => (operator = new Operator(shared.endpoints)));
afterAll(() => operator.leave());

const shape = (...words: readonly string[]) =>
  operator.on("pbs01", ["proxmox-backup-manager", "traffic-control", ...words]);
const shaped = async () =>
  (JSON.parse(await shape("list", "--output-format=json")) as Record<string, unknown>[]).find(
    ({ name }) => name === "night-watch",
  );

/** What an operator made before the stack came. */
async function makeByHand(): Promise<void> {
  await shape("create", "night-watch", "--network=10.25.99.0/24", "--rate-in=1MB");
  await operator.mc("fs03", ["mb", "--with-lock", "here/found"]);
  await operator.mc("fs01", ["admin", "user", "add", "here", "found-user", "their-password"]);
}

/** Declares things of the same names, and takes over what is named. */
function withFound<T>(adopt: readonly string[], body: () => Promise<T>): Promise<T> {
  return shared.withDeclaration((config) => {
    const { trafficControls } = config["backup:pbs"] as Tree;
    trafficControls!["night-watch"] = { network: ["10.25.99.0/24"], rateIn: "8 MiB" };
    const { replications } = config["backup:minio"] as Tree;
    replications!["found"] = {
      source: { site: "fs03", bucket: "found" },
      target: { site: "fs01", bucket: "found-replica" },
      kmsKey: "backup-key",
    };
    config["backup:adopt"] = [...adopt];
  }, body);
}

describe("what somebody else made before the stack came", () => {
  beforeAll(makeByHand);

  it("fails a first update, each by its name with the way out, and stays as it is", async () => {
    const { code, output } = await withFound([], () =>
      shared.run("pulumi", [...up, "--continue-on-error"]),
    );

    expect(code).not.toBe(0);
    expect(output).toMatch(
      /pbs traffic-control night-watch on pbs01: is there already, made by somebody else, so nothing was changed/,
    );
    expect(output).toMatch(/got: rate-in: there "1 ?MB", declared "8 ?MiB"/);
    expect(output).toContain('add "pbs-night-watch-section" to backup:adopt');
    expect(output).toMatch(
      /minio user fs01\/found-user on fs01: is there already, made by somebody else/,
    );
    expect(output).toContain('add "found-user" to backup:adopt');
    expect(output).toMatch(/bucket already exists/);
    expect(await shaped()).toMatchObject({ "rate-in": expect.stringMatching(/^1 ?MB$/) as string });
    expect(await operator.mc("fs01", ["admin", "user", "info", "here", "found-user"])).not.toMatch(
      /found-policy/,
    );
  });

  it("is shown in a preview that takes it over, with what changes of it", async () => {
    const { code, output } = await withFound(["pbs-night-watch", "fs03-found", "found"], () =>
      shared.run("pulumi", ["preview", "--no-policy"]),
    );

    expect({ code, output }).toMatchObject({ code: 0 });
    expect(output).toMatch(
      /pbs traffic-control night-watch on pbs01 is taken over; what changes: rate-in "1 ?MB" -> "8 ?MiB"/,
    );
    expect(output).toMatch(/user found-user of MinIO site fs01 is taken over if it is there/);
    expect(output).toMatch(/found-bucket +import/);
  });

  // `adoption.lab.test.ts` has what becomes of a word that names nothing.
  it("becomes the stack's own with the word in the file, and goes with the stack's", async () => {
    await withFound(["pbs-night-watch", "fs03-found", "found"], () => shared.pulumi(...up));

    expect(await shaped()).toMatchObject({
      "rate-in": expect.stringMatching(/^8 ?MiB$/) as string,
    });
    expect(await operator.mc("fs01", ["admin", "user", "info", "here", "found-user"])).toMatch(
      /found-policy/,
    );
    await withFound([], () => shared.pulumi("preview", "--no-policy"));

    await shared.pulumi("state", "unprotect", "--all", "--yes");
    await shared.pulumi(...up);
    expect(await shaped()).toBeUndefined();
    expect(await operator.mc("fs03", ["ls", "here"])).toContain("found/");
  });
});
