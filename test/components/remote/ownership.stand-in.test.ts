import * as fs from "node:fs";
import * as path from "node:path";
import { type Envelope } from "../../../model/remote/envelope";
import { type HostRun, PosixHost } from "../../support/posix-host";

/** What somebody else made. */
const theirs = { comment: "mine", keep: 30 };

/** What the stack declares. */
const declared = { keep: 7 };

describe("what the stack comes to for the first time", () => {
  let host: PosixHost;
  beforeEach(() => (host = new PosixHost()));
  afterEach(() => host.remove());

  const objectOf = ({ state }: PosixHost) => path.join(state, "object");
  const make = (document: object) =>
    fs.writeFileSync(objectOf(host), `${JSON.stringify(document)}\n`);
  const there = () => JSON.parse(fs.readFileSync(objectOf(host), "utf8")) as unknown;
  const create = (content: Partial<Envelope> = {}): Promise<HostRun> =>
    host.run("create", declared, {}, content);

  it("is made where there is none, and is known again when it has to be made anew", async () => {
    expect(await create()).toMatchObject({ exitCode: 0, stdout: '{"keep":7}\n' });
    make(theirs);

    expect(await create()).toMatchObject({ exitCode: 0 });
    expect(host.log).toEqual(["created", "updated"]);
  });

  it("fails when somebody else made it, with what differs and the word that takes it over", async () => {
    make(theirs);
    const { exitCode, stdout, stderr } = await create();

    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: "" });
    expect(stderr.split("\n")).toEqual([
      expect.stringMatching(
        /^ERR test object one on \S+: is there already, made by somebody else, so nothing was changed$/,
      ),
      '  got: comment: there "mine", declared null',
      "  got: keep: there 30, declared 7",
      expect.stringMatching(
        /^ {2}fix: if it is to become this stack's, add "test-object" to backup:adopt and .*rename one/,
      ),
      "",
    ]);
    expect(there()).toEqual(theirs);
    expect(host.log).toEqual([]);
  });

  it("fails when it is as declared by chance, because a removal would take it away", async () => {
    make(declared);

    expect((await create()).stderr).toContain("got: all of it is as declared");
  });

  it("fails when another stack made it, by that stack's name", async () => {
    await create({ stack: "backup/other" });

    expect((await create()).stderr).toContain("made by backup/other, so nothing was changed");
  });

  it("is taken over when the stack's file says so, and is the stack's own from then on", async () => {
    make(theirs);
    expect(await create({ adopt: true })).toMatchObject({ exitCode: 0, stdout: '{"keep":7}\n' });

    expect(await create()).toMatchObject({ exitCode: 0 });
  });

  it("is the stack's own when a run before broke off in the middle of it", async () => {
    const broken = new PosixHost(`
      observe() { cat "$STATE/object" 2>/dev/null || echo null; }
      create() { echo '{"keep":1}' > "$STATE/object"; false; }
      update() { printf %s "$envelope" | jq -c .document > "$STATE/object"; }
      remove() { :; }
    `);
    expect(await broken.run("create", declared)).toMatchObject({ exitCode: 1 });

    expect(await broken.run("create", declared)).toMatchObject({ exitCode: 0 });
    broken.remove();
  });

  it("is nobody's any more once it was removed: what comes after is somebody else's", async () => {
    await create();
    await host.run("remove", declared);
    make(theirs);

    expect(await create()).toMatchObject({ exitCode: 1 });
    expect(there()).toEqual(theirs);
  });

  it("is another resource's once that has it under another name, and stays when the first one goes", async () => {
    await create();
    await create({ resource: "renamed-object" });

    const first = await host.run("remove", declared);
    expect([first.exitCode, first.stderr]).toEqual([
      0,
      expect.stringMatching(
        /^left on \S+: test object one, which is declared as renamed-object now$/m,
      ),
    ]);
    expect(there()).toEqual(declared);
    expect(host.log).toEqual(["created"]);
    const renamed = await host.run("remove", declared, {}, { resource: "renamed-object" });
    expect([renamed.exitCode, renamed.stderr]).toEqual([0, expect.not.stringContaining("left on")]);
    expect(fs.existsSync(objectOf(host))).toBe(false);
  });

  it("of which an earlier version noted no resource is removed as before", async () => {
    await create();
    const marks = path.join(host.state, "var/lib/backup-remote/made");
    for (const name of fs.readdirSync(marks)) {
      const [stack, what] = fs.readFileSync(path.join(marks, name), "utf8").split("\n");
      fs.writeFileSync(path.join(marks, name), `${stack}\n${what}\n`);
    }
    expect((await host.run("remove", declared)).exitCode).toBe(0);
    expect(fs.existsSync(objectOf(host))).toBe(false);
  });

  it("fails to be removed when it cannot be read or a step fails, and stays the stack's own", async () => {
    await create();
    const broken = (product: string) => {
      fs.writeFileSync(path.join(host.state, "product.sh"), product);
      return host.run("remove", declared);
    };
    const others = 'create() { :; }; update() { printf %s "$wanted" > "$STATE/object"; }';
    const unreadable = `observe() { return 1; }; ${others}; remove() { observed=$(look); [ "$observed" != null ] || return 0; }`;
    const unmovable = `observe() { cat "$STATE/object"; }; ${others}; remove() { false; rm "$STATE/object"; }`;

    expect((await broken(unreadable)).stderr).toContain("it could not be read");
    expect((await broken(unmovable)).exitCode).toBe(1);
    expect(there()).toEqual(declared);
    make(theirs);
    expect(await create()).toMatchObject({ exitCode: 0 });
  });

  it.each([{ kind: "test subject" }, { identity: "two" }])(
    "fails when what the stack made differs from it in the name or the kind alone: %j",
    async (other) => {
      await create();

      expect((await create(other)).stderr).toContain("made by somebody else");
    },
  );

  it("is claimed for a provider, and fails to be when somebody else made it", async () => {
    const claim = () => host.run("claim", declared);
    make(theirs);
    expect((await claim()).stderr).toContain("made by somebody else");

    fs.rmSync(objectOf(host));
    expect(await claim()).toEqual({ exitCode: 0, stdout: "null\n", stderr: "" });
    make(theirs);
    expect(await claim()).toMatchObject({ exitCode: 0 });
    expect(host.log).toEqual([]);
  });

  it("is left by the stack that another one has taken it over from", async () => {
    await create();
    await create({ adopt: true, stack: "backup/other" });
    const removal = await host.run("remove", declared);

    expect(removal).toMatchObject({ exitCode: 0, stdout: "" });
    expect(removal.stderr).toMatch(/^left on \S+: test object one, which is backup\/other's now$/m);
    expect(there()).toEqual(declared);
    expect(await create({ stack: "backup/other" })).toMatchObject({ exitCode: 0 });
  });

  it("becomes the stack's own where an earlier version of the stack made it", async () => {
    make(declared);
    await host.run("apply", declared);

    expect(await create()).toMatchObject({ exitCode: 0 });
  });

  it("fails before it takes away what has its name and is of another kind", async () => {
    const rivalled = new PosixHost(`
      observe() { echo null; }
      rival() { echo '{"name":"one","server":"mail"}'; }
      create() { echo "took it away" >> "$STATE/log"; }
      update() { :; }
      remove() { :; }
    `);

    expect((await rivalled.run("create", declared)).stderr).toContain(
      'server: there "mail", declared null',
    );
    expect(rivalled.log).toEqual([]);
    rivalled.remove();
  });

  it("is looked at for a preview together with what would have to go for it", async () => {
    const rivalled = new PosixHost(`
      observe() { echo null; }
      rival() { echo '{"name":"one","server":"mail"}'; }
    `);
    expect((await rivalled.run("survey", declared)).stdout).toBe(
      '{"name":"one","server":"mail"}\n',
    );
    rivalled.remove();

    expect((await host.run("survey", declared)).stdout).toBe("null\n");
    make(theirs);
    expect((await host.run("survey", declared)).stdout).toBe('{"comment":"mine","keep":30}\n');
  });

  it("shows no value that may open something", async () => {
    make({ keep: 7, url: "https://hook.example.org/s3cr3t", header: { Authorization: "s3cr3t" } });
    const { stderr } = await create();

    expect(stderr).toContain("url: there a value that may open it, declared");
    expect(stderr).not.toContain("s3cr3t");
  });

  it("shows the beginning of a long value alone", async () => {
    make({ keep: "k".repeat(500) });

    expect((await create()).stderr).toContain(`keep: there "${"k".repeat(76)}..., declared 7`);
  });
});
