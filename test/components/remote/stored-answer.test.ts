import * as pulumi from "@pulumi/pulumi";
import { tellOfStored } from "../../../components/remote/stored-answer";
import { markedAnswer } from "../../support/answer-alone";
import { loggedBy } from "../../support/logged";

async function told(stdout: string, isPreview = false): Promise<unknown[]> {
  const stored = { stdout: pulumi.secret(stdout), urn: pulumi.output("urn:one") };
  const logged = await loggedBy(() => tellOfStored(stored, "pbs token", "pbs01", () => isPreview));
  return logged.map(({ severity, text }) => [severity, text]);
}

describe("what the provider stored of an object", () => {
  it("is nothing to tell of where it is an answer", async () => {
    expect(await told(markedAnswer({ keep: 7 }))).toEqual([]);
    expect(await told(markedAnswer({ keep: 7 }), true)).toEqual([]);
  });

  it("is an error of an update where it is none, with the object, its resource and the way out", async () => {
    const [[severity, text]] = (await told("Welcome\n")) as [[string, string]];

    expect(severity).toBe("error");
    expect(text).toContain("pbs token: the command ended with 0, and nobody knows what it did: ");
    expect(text).toContain(
      "fix: have the log-in there run what it is given and print nothing else",
    );
    expect(text).toContain("pulumi state delete 'urn:one'");
  });

  it("is a warning of a preview, for the next update may mend it", async () => {
    expect(await told("Welcome\n", true)).toMatchObject([
      ["warn", expect.stringContaining("pbs token")],
    ]);
  });

  it("is a warning where the log-in prints besides", async () => {
    expect(await told(`Welcome\n${markedAnswer({ keep: 7 })}`)).toMatchObject([
      [
        "warn",
        expect.stringContaining("pbs token: the log-in of the stack on pbs01 prints by itself"),
      ],
    ]);
  });
});
