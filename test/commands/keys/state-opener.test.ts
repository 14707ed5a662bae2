import { describeStateOpener, withoutLogIn } from "../../../commands/keys/state-opener";

describe("what opens a stack's state", () => {
  it("is shown with where it is kept, and what is done without it", () => {
    const backend = "s3://lab-state";
    const [passphrase, key] = ["passphrase", "awskms://alias/state"].map((secretsProvider) =>
      describeStateOpener({ backend, secretsProvider }).join("\n"),
    );

    expect(passphrase).toMatch(/state: +s3:\/\/lab-state\n.*provider: passphrase\n.*printed/s);
    expect(key).toMatch(/provider: awskms:\/\/alias\/state\n.*outside of this stack/s);
    for (const text of [passphrase, key]) expect(text).toContain("npm run recover");
  });

  it.each([
    ["postgres://pulumi:secret@db.example.org/state", "postgres://db.example.org/state"],
    ["postgres://pulumi:s@cret@db.example.org/state", "postgres://db.example.org/state"],
    ["file:///home/lab?metadata=skip", "file:///home/lab?metadata=skip"],
    ["https://api.pulumi.com/lab", "https://api.pulumi.com/lab"],
  ])("tells nobody the log-in to its backend: %s", (address, shown) => {
    expect(withoutLogIn(address)).toBe(shown);
  });
});
