import { commandLine } from "../../components/remote/command-line";
import { placed, secretsIn } from "../../policy/secret-shape";

const look = { randomLength: 32, randomTenths: 42 };
const shapesIn = (text: string) => secretsIn(text, look).map(({ shape }) => shape);
const base64 = (text: string, encoding: BufferEncoding = "utf8") =>
  Buffer.from(text, encoding).toString("base64");
const random40 = "wJalrXUtnFEMIzK7MDENGbPxRfiCYq8LpZ0vTsWk";

describe("what stands in Base64", () => {
  it("is judged by what it says, in UTF-8 and in UTF-16", () => {
    const command = "$env:PGPASSWORD='hunter2'; pg_dump";
    const said = ["a password in clear in Base64"];

    expect(shapesIn(`echo ${base64(command)} | base64 -d | sh`)).toEqual(said);
    expect(shapesIn(`powershell -EncodedCommand ${base64(command, "utf16le")}`)).toEqual(said);
    expect(shapesIn(`echo ${base64(`twice ${base64(command)}`)}`)).toEqual([
      `${said[0]} in Base64`,
    ]);
  });

  it("lets harmless text be, however long", () => {
    const text = `Get-Service | Where-Object { $_.Status -eq "Stopped" } # ${"x1Y2z3 ".repeat(30)}`;

    expect(shapesIn(base64(text, "utf16le"))).toEqual([]);
    expect(shapesIn(base64(text))).toEqual([]);
  });

  it("is what the stack's own command lines are, which hold no secret", () => {
    const windows = { name: "windows", powershell: "powershell.exe" } as const;
    const lines = (["create", "apply", "remove"] as const).flatMap((action) => [
      commandLine({ name: "posix" }, action),
      commandLine(windows, action),
    ]);

    expect(lines.flatMap((line) => shapesIn(line))).toEqual([]);
  });
});

describe("the places of secrets", () => {
  it("come in the order of the text, counted from 1, and a secret is told once", () => {
    const text = `sshpass -p hunter2 run; TOKEN=AKIAIOSFODNN7EXAMPLE; run ${random40}`;

    expect(secretsIn(text, look).map(placed)).toEqual([
      "a password in clear at character 1",
      "an AWS access key id at character 31",
      `a random word such as a key at character ${text.indexOf(random40) + 1}`,
    ]);
  });

  it("are not moved by what stands before them", () => {
    const certificate = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n";
    const text = `${certificate}${base64("nothing of interest here at all")} ${random40}`;

    expect(secretsIn(text, look).map(placed)).toEqual([
      `a random word such as a key at character ${text.indexOf(random40) + 1}`,
    ]);
  });
});
