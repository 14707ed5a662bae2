import { planOf, soundEstate } from "../../support/planned-estate";

const warnings = (escrows: boolean | undefined) =>
  planOf(soundEstate({ vault: { buckets: { archive: { name: "lab-archive" } }, escrows } }))
    .findings.filter(({ path, severity }) => path === "backup:vault" && severity === "warning")
    .map(({ message }) => message);

describe("the keys of the engines", () => {
  it("are warned of where no vault escrows them: who loses the stack can read no backup", () => {
    expect(warnings(false)).toEqual([expect.stringContaining("nobody can read a backup")]);
  });

  it("are not spoken of where one does", () => {
    expect([...warnings(true), ...warnings(undefined)]).toEqual([]);
  });
});
