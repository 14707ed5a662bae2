import { resourcesOf } from "../../../commands/review/resources";
import { labText } from "./support/lab-text";
import { withFile } from "./support/reviewed";

describe("what a program sends for a stack's file", () => {
  it("is had without an engine, a server or a secret, the same each time", async () => {
    const [one, other] = await withFile(labText, (file) =>
      Promise.all([resourcesOf(file), resourcesOf(file)]),
    );
    const sorted = (resources: readonly object[]) =>
      resources.map((one) => JSON.stringify(one)).sort();
    expect(sorted(one)).toEqual(sorted(other));
    expect(one.length).toBeGreaterThan(200);
    expect(one).toContainEqual(
      expect.objectContaining({
        ...{ type: "backup:pbs:Datastore", name: "pbs-vm-backup" },
        inputs: expect.objectContaining({
          onRemoval: expect.stringContaining("every backup stays"),
        }),
      }),
    );
  });

  it("fails with the program's own words for a file that it refuses", async () => {
    const refused = labText.replace("rpoHours: 192", "rpoHours: 100");
    await expect(withFile(refused, resourcesOf)).rejects.toThrow(
      "backup:classes.guest-image.rpoHours",
    );
  });
});
