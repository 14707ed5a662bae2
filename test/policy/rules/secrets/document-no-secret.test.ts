import { sentObject } from "../../remote-sent";
import { unknown, verdictOf, violationsOf } from "../../support";

const rule = "document-no-secret";
const kind = "pbs remote";
const random40 = "wJalrXUtnFEMIzK7MDENGbPxRfiCYq8LpZ0vTsWk";
const violationsIn = (parts: object, numbers: object = {}) =>
  violationsOf(rule, [sentObject({ kind, ...parts })], numbers);

describe(rule, () => {
  it("passes an object whose secrets are among its secrets", async () => {
    const parts = {
      document: {
        "auth-id": "sync@pbs",
        password: "as declared",
        secret: "valid",
        token: "export",
      },
      settings: { secrets: { password: "base64" }, program: 'PBS_PASSWORD="$(cat "$1")"' },
      secrets: { password: "hunter2 hunter2", key: random40 },
    };

    expect(await violationsIn(parts)).toEqual([]);
    expect(
      await violationsIn({ ...parts, platform: { name: "windows", powershell: "pwsh.exe" } }),
    ).toEqual([]);
  });

  it.each([
    [
      { document: { comment: "AKIAIOSFODNN7EXAMPLE" } },
      "document.comment of pbs remote subject has what looks like an AWS access key id at character 1;",
    ],
    [
      { settings: { options: ["a", "--password=hunter2"] } },
      "settings.options.1 of pbs remote subject has what looks like a password in clear at character 1;",
    ],
    [
      { document: { password: "hunter22" } },
      "document.password of pbs remote subject has what looks like a secret, by its name;",
    ],
    [
      { document: { deep: { clientSecret: "hunter22" } } },
      "document.deep.clientSecret of pbs remote subject has what looks like a secret, by its name;",
    ],
    [
      { document: { password: random40 } },
      "has what looks like a random word such as a key at character 1;",
    ],
  ])("fails on %j, and never quotes it", async (parts, got) => {
    const violations = await violationsIn(parts);

    expect(violations).toEqual([expect.stringContaining(got)]);
    expect(violations[0]).toMatch(
      /^subject: stdin: .* wanted is none where differences are printed\. Fix: send it in secrets, .*$/,
    );
    expect(violations[0]).not.toMatch(/hunter2|wJalr|AKIA/);
  });

  it.each([
    ["has too few characters", "hunter2"],
    ["is a word", "correcthorse"],
    ["has spaces", "hunter 22"],
    ["is a file's path", "/run/secrets/hunter2"],
  ])("takes no value for a secret that %s, whatever its name", async (_what, password) => {
    expect(await violationsIn({ document: { password } })).toEqual([]);
  });

  it("fails on what repeats one of the object's own secrets", async () => {
    const secrets = { key: "12345678", short: "1234567" };

    expect(await violationsIn({ document: { comment: "it is 12345678." }, secrets })).toEqual([
      expect.stringContaining(
        "document.comment of pbs remote subject has the value of secrets.key; wanted",
      ),
    ]);
    expect(await violationsIn({ settings: { file: "12345678" }, secrets })).toHaveLength(1);
    expect(await violationsIn({ settings: { file: "1234567" }, secrets })).toEqual([]);
  });

  it("does the same on Windows", async () => {
    const parts = {
      document: { password: "hunter22" },
      platform: { name: "windows", powershell: "pwsh.exe" },
    };

    expect(await violationsIn(parts)).toHaveLength(1);
  });

  it("goes by the numbers of the configuration", async () => {
    const document = { comment: random40 };

    expect(await violationsIn({ document })).toHaveLength(1);
    expect(await violationsIn({ document }, { randomLength: 41 })).toEqual([]);
  });

  it("says of which command the object is not known yet", async () => {
    const sent = [{ ...sentObject({ kind }), props: { stdin: unknown } }];

    expect(await verdictOf(rule, sent)).toEqual({
      violations: [],
      notJudged: expect.stringContaining("stdin of subject is not known yet"),
    });
  });

  it("says nothing of what is no object of the contract", async () => {
    const sent = [{ type: "command:remote:Command", props: { stdin: "PGPASSWORD=hunter2" } }];

    expect(await violationsOf(rule, sent)).toEqual([]);
  });
});
