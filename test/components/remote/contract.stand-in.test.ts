import { randomUUID } from "node:crypto";
import * as fs from "node:fs";
import * as path from "node:path";
import * as fc from "fast-check";
import { sealEnvelope } from "../../../model/remote/envelope";
import { answerAlone } from "../../support/answer-alone";
import { canonicalJson } from "../../../model/canonical-json";
import { jqDirectories } from "../../support/machine-path";
import { PosixHost } from "../../support/posix-host";
import { tries } from "../../support/random-cases";

describe("the contract with a POSIX host", () => {
  const hosts: PosixHost[] = [];
  const host = (product?: string): PosixHost => {
    const made = new PosixHost(product);
    hosts.push(made);
    return made;
  };
  afterAll(() => hosts.forEach((made) => made.remove()));

  it("creates what is not there, and prints it as observed in canonical JSON", async () => {
    const target = host();

    const run = await target.run("apply", { b: 2, a: [true, null] });

    expect(run).toMatchObject({ exitCode: 0, stdout: '{"a":[true,null],"b":2}\n' });
    expect(target.log).toEqual(["created"]);
  });

  it("changes nothing when it is applied again, and updates what differs", async () => {
    const target = host();
    await target.run("apply", { a: 1 });
    await target.run("apply", { a: 1 });

    const run = await target.run("apply", { a: 2 });

    expect(run.stdout).toBe('{"a":2}\n');
    expect(target.log).toEqual(["created", "updated"]);
  });

  it("reads without changing, and says null when there is none", async () => {
    const target = host();

    expect((await target.run("read", { a: 1 })).stdout).toBe("null\n");
    expect(target.log).toEqual([]);
  });

  it("removes", async () => {
    const target = host();
    await target.run("apply", { a: 1 });

    expect(await target.run("remove", { a: 1 })).toMatchObject({ exitCode: 0, stdout: "" });
    expect(target.log).toEqual(["created", "removed"]);
  });

  // The lab's hosts have another version than some machines that tests run on.
  it.each(jqDirectories())("holds with the jq in %s", async (directory) => {
    const target = host();
    const send = async (document: Record<string, unknown>) => {
      const envelope = sealEnvelope(target.envelope(document));
      const env = { PATH: [directory, process.env["PATH"]].join(path.delimiter) };
      return answerAlone((await target.send("apply", envelope, { env })).stdout);
    };

    expect(await send({ a: 0.1, b: 2 ** 53 - 1, c: "ü" })).toBe(
      '{"a":0.1,"b":9007199254740991,"c":"ü"}\n',
    );
    expect(await send({ a: 0.1, b: 2 ** 53 - 1, c: "ü" })).toBe(
      '{"a":0.1,"b":9007199254740991,"c":"ü"}\n',
    );
    expect(target.log).toEqual(["created"]);
  });

  it("carries any text unchanged: quotes, dollars, back-ticks, newlines, other scripts", async () => {
    const target = host();
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "grapheme", maxLength: 40 }), async (text) => {
        const document = { text, tricky: `'"$(touch ${target.state}/owned)\`id\`\n\\` };

        expect((await target.run("apply", document)).stdout).toBe(`${canonicalJson(document)}\n`);
      }),
      tries(12),
    );
    expect(fs.existsSync(path.join(target.state, "owned"))).toBe(false);
  });

  it("fails when the product does not keep what it was told, naming the property and no value", async () => {
    const target = host(`
      observe() { cat "$STATE/object" 2>/dev/null || echo null; }
      create() { echo '{"schedule":"something else","s3cr3t-value":1}' > "$STATE/object"; }
      update() { create; }
      remove() { :; }
    `);

    const run = await target.run("apply", { schedule: "s3cr3t" });

    expect(run.exitCode).not.toBe(0);
    expect(run.stdout).toBe("");
    expect(run.stderr).toMatch(/ERR test object one .*what was read back.*schedule/);
    expect(run.stderr).not.toContain("something else");
  });

  it("fails when the product cannot be read, instead of taking it for absent", async () => {
    const target = host(`
      observe() { echo "connection refused" >&2; return 1; }
      create() { echo created >> "$STATE/log"; }
      update() { :; }
      remove() { :; }
    `);

    const run = await target.run("apply", { a: 1 });

    expect(run.exitCode).not.toBe(0);
    expect(run.stderr).toContain("could not be read");
    expect(target.log).toEqual([]);
  });

  it("fails when creating fails, with what the product said", async () => {
    const target = host(`
      observe() { echo null; }
      create() { echo "Error: datastore is full" >&2; false; }
      update() { :; }
      remove() { :; }
    `);

    expect(await target.run("apply", { a: 1 })).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining("datastore is full") as string,
    });
  });

  it("prints no secret, whatever happens", async () => {
    const target = host();

    const run = await target.run("apply", { a: 1 }, { password: "s3cr3t" });

    expect(run.stdout + run.stderr).not.toContain("s3cr3t");
  });

  it("keeps secrets out of the arguments and the environment of every process", async () => {
    // Every process of the machine is looked at, so the secret must be this run's alone, and so must
    // what looks for it: grep's own argument is the secret's pattern, which does not match itself.
    const [first, rest] = ["s", randomUUID()];
    const pattern = `[${first}]${rest}`;
    const target = host(`
      observe() { cat "$STATE/object" 2>/dev/null || echo null; }
      create() {
        for process in /proc/[0-9]*; do
          tr '\\0' '\\n' < "$process/cmdline" 2>/dev/null | grep -qs '${pattern}' && echo "arguments of $process" >> "$STATE/log"
          tr '\\0' '\\n' < "$process/environ" 2>/dev/null | grep -qs '${pattern}' && echo "environment of $process" >> "$STATE/log"
        done
        echo "looked" >> "$STATE/log"
        printf %s "$envelope" | jq -c .document > "$STATE/object"
      }
      update() { :; }
      remove() { :; }
    `);

    const run = await target.run("apply", { a: 1 }, { password: first + rest });

    expect(run.exitCode).toBe(0);
    expect(target.log).toEqual(["looked"]);
  });

  it("serialises changes: side by side they do not lose one another's work", async () => {
    const target = host(`
      observe() { echo null; }
      create() { count=$(cat "$STATE/count" 2>/dev/null || echo 0); sleep 0.05; echo $((count + 1)) > "$STATE/count"; exit 0; }
      update() { :; }
      remove() { :; }
    `);
    await Promise.all([1, 2, 3, 4].map((turn) => target.run("apply", { turn })));

    expect(fs.readFileSync(path.join(target.state, "count"), "utf8").trim()).toBe("4");
  });
});
