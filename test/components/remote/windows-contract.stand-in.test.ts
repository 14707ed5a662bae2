import * as fc from "fast-check";
import { type Envelope, sealEnvelope } from "../../../model/remote/envelope";
import { canonicalJson } from "../../../model/canonical-json";
import {
  oneObject,
  powershellHosts,
  type PowerShellHost,
  RealPowerShell,
  send,
  windowsEnvelope,
} from "../../support/powershell-host";
import { sendable } from "../../support/sendable";

/** What reaches a script, as it would be compared. */
const echo = `
function Open-Session { }
function Close-Session { }
function Get-Observed($Envelope) { return $Envelope }
`;

describe.each(powershellHosts)("the contract with Windows, run by $name", ({ make }) => {
  let host: PowerShellHost;
  beforeAll(() => (host = make()));
  afterAll(() => host.remove());

  it("brings every text, number, list and table to the script and back unchanged", async () => {
    const isReal = host instanceof RealPowerShell;
    await fc.assert(
      fc.asyncProperty(
        fc.array(sendable, { minLength: isReal ? 150 : 1, maxLength: isReal ? 150 : 20 }),
        fc.string({ unit: "grapheme" }),
        async (cases, identity) => {
          const sent = {
            document: { cases },
            settings: { cases },
            secrets: { password: identity },
          };
          const { stdout, stderr } = await send(
            host,
            "read",
            windowsEnvelope(echo, { ...sent, kind: identity, identity }),
          );

          expect(stderr).toBe("");
          const { stack, resource, adopt } = windowsEnvelope(echo);
          expect(canonicalJson(JSON.parse(stdout))).toBe(
            canonicalJson({ ...sent, kind: identity, identity, stack, resource, adopt }),
          );
        },
      ),
      { numRuns: isReal ? 1 : 40, endOnFailure: isReal },
    );
  });

  it("makes what is not there, and prints it as observed", async () => {
    const document = { name: "one", paths: ["D:\\Shares"], days: 30 };

    expect(await send(host, "apply", windowsEnvelope(oneObject, { document }))).toEqual({
      exitCode: 0,
      stdout: expect.stringMatching(/^\{"days":30,"name":"one","paths":\["D:\\\\Shares"\]\}\r?\n$/),
      stderr: "",
    });
  });

  it("fails where somebody else made it, whatever it is, unless the stack's file takes it over", async () => {
    const theirs = `${oneObject}
$global:object = [ordered]@{ comment = 'mine'; keep = 30 }
function Test-Own($Envelope) { return $false }`;
    const document = { keep: 7 };
    const create = (content: Partial<Envelope>, product = theirs) =>
      send(host, "create", windowsEnvelope(product, { document, ...content }));
    const [refused, alike, taken, own] = await Promise.all([
      create({}),
      create({ document: { comment: "mine", keep: 30 } }),
      create({ adopt: true }),
      create({}, theirs.replace("$false", "$true")),
    ]);

    expect(refused.stderr).toMatch(
      /made by somebody else \(comment: there "mine", declared null; keep: there 30, declared 7\); nothing was changed; fix: if it is to become this stack's, add "test-object" to backup:adopt/,
    );
    expect(alike.stderr).toContain("made by somebody else (all of it is as declared)");
    expect([taken.stdout.trim(), own.stdout.trim()]).toEqual(['{"keep":7}', '{"keep":7}']);
  });

  it("says null when there is none, and what a removal left", async () => {
    const envelope = windowsEnvelope(oneObject);
    const runs = [send(host, "read", envelope), send(host, "remove", envelope)];

    expect((await Promise.all(runs)).map(({ stdout }) => stdout.trim())).toEqual([
      "null",
      "left: one",
    ]);
  });

  it("changes what differs, were it only a character that no culture sees, and leaves what does not", async () => {
    const product = `${oneObject}
function Get-Observed($Envelope) {
  if ($null -eq $global:object) { return [ordered]@{ name = 'lab\u00ADkey' } }
  return $global:object
}`;
    const differs = send(host, "apply", windowsEnvelope(product, { document: { name: "labkey" } }));
    const same = send(
      host,
      "apply",
      windowsEnvelope(`${product}\nfunction Set-Wanted { throw 'changed' }`, {
        document: { name: "lab\u00ADkey" },
      }),
    );

    expect((await differs).stdout.trim()).toBe('{"name":"labkey"}');
    expect((await same).stdout.trim()).toBe('{"name":"lab\u00ADkey"}');
  });

  it("prints nothing but the answer on standard output, whatever a script or a cmdlet prints", async () => {
    const product = `${oneObject}
Write-Host 'from the script'
function Open-Session { Write-Host 'a banner'; Write-Warning 'a licence that ends'; 'a result that nobody took' }
function Get-Observed($Envelope) {
  if ($null -ne $global:object) { 'another one' }
  return $global:object
}
function New-Wanted($Envelope) { [Console]::WriteLine('made'); $global:object = $Envelope.document }
`;
    const { exitCode, stdout, stderr } = await send(
      host,
      "apply",
      windowsEnvelope(product, { document: { name: "one" } }),
    );

    expect({ exitCode, stdout: stdout.trim() }).toEqual({ exitCode: 0, stdout: '{"name":"one"}' });
    expect(stderr).toContain("a banner");
    expect(stderr).toContain("a licence that ends");
  });

  it("fails where a script prints something else than the object, instead of taking it for absent", async () => {
    const product = `${oneObject}\nfunction Get-Observed { 'connected' }`;

    expect(await send(host, "apply", windowsEnvelope(product))).toMatchObject({
      exitCode: 1,
      stdout: "",
      stderr: expect.stringMatching(
        /ERR apply test object one on \S+: it could not be read: .*; nothing was changed/,
      ),
    });
  });

  it("fails naming what differs, no value, and what was done", async () => {
    const product = `${oneObject}
function New-Wanted($Envelope) { $global:object = [ordered]@{ days = 3; name = 's3cr3t' }; Add-Done 'the object was made' }`;
    const { exitCode, stdout, stderr } = await send(
      host,
      "apply",
      windowsEnvelope(product, { document: { days: 30, name: "one" } }),
    );

    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: "" });
    expect(stderr).toMatch(/different: days, name; done before: the object was made/);
    expect(stderr).not.toContain("s3cr3t");
  });

  it("fails with what the product said and, where it is known, the way out", async () => {
    const product = (message: string) => `${oneObject}\nfunction New-Wanted { throw '${message}' }`;
    const runs = ["it is full", "it is odd"].map((message) =>
      send(host, "apply", windowsEnvelope(product(message))),
    );

    expect((await Promise.all(runs)).map(({ stderr }) => stderr.replace(/ on \S+:/, ":"))).toEqual([
      expect.stringMatching(
        /^ERR apply test object one: it is full; nothing was changed; fix: make room\r?\n$/,
      ),
      expect.stringMatching(/^ERR apply test object one: it is odd; nothing was changed\r?\n$/),
    ]);
  });

  it("fails on standard input that is no envelope, and says so", async () => {
    const whole = sealEnvelope(windowsEnvelope(oneObject, { secrets: { password: "s3cr3t" } }));
    // The stand-in knows few words for broken JSON.
    const cutOff = host instanceof RealPowerShell ? whole.slice(0, -1) : "nonsense";
    const inputs = ["", '{"a":1}', '{"script":null}', '{"script":"1"}', cutOff];
    const runs = await Promise.all(inputs.map((stdin) => host.run("apply", stdin)));

    const empty = "ERR standard input is empty; it must be an envelope of the stack";
    const noScript = "ERR standard input holds no script; it must be an envelope of the stack";
    expect(runs.map(({ exitCode, stdout, stderr }) => [exitCode, stdout, stderr.trim()])).toEqual([
      [1, "", empty],
      [1, "", noScript],
      [1, "", noScript],
      [1, "", "ERR the script gave no answer"],
      [
        1,
        "",
        expect.stringMatching(
          /^ERR standard input is no JSON but \d+ characters, cut off or something else; it must be an envelope of the stack$/,
        ),
      ],
    ]);
  });
});
