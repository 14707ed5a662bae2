import { type Estate } from "../../../model/estate";
import { planOf, soundEstate } from "../../support/planned-estate";

const sound = soundEstate();
const offsite = { ...sound.classes["linux"]!.offsite!, place: "second", lockDays: 90 };

/** `windows` brings copies offsite, and no file server is in it, but perhaps for one. */
const lab = (store: string, classes: readonly string[]): Estate => {
  const second = { ...sound.places["vault"]!, store };
  return soundEstate({
    places: { ...sound.places, second },
    vault: { buckets: { archive: { name: "a" }, files: { name: "f" } } },
    classes: { ...sound.classes, windows: { ...sound.classes["windows"]!, offsite } },
    fileServers: { shares: { ...sound.fileServers["shares"]!, classes } },
    exemptions: { shares: { reason: "moved elsewhere", expires: "2027-01-01" } },
  });
};
const found = (estate: Estate) =>
  planOf(estate).findings.filter(({ message }) => message.startsWith("no item is in windows"));

describe("a class that brings copies offsite, and that no item is in", () => {
  it("is warned of, for the bucket loses its lifecycle and its lock", () => {
    const estate = lab("files", []);
    const { vault } = planOf(estate).instructions;

    expect(vault.find(({ store }) => store === "files")).not.toHaveProperty("kept");
    expect(found(estate)).toMatchObject([
      {
        ...{ severity: "warning", path: "backup:classes.windows.offsite.place", got: "second" },
        message: expect.stringContaining("the bucket files has no lifecycle and no lock") as string,
      },
    ]);
  });

  it("is warned of where the bucket has those of another class alone", () => {
    expect(found(lab("archive", []))).toMatchObject([
      {
        message: expect.stringContaining(
          "the bucket archive keeps and locks copies only for as long as linux asks",
        ) as string,
      },
    ]);
  });

  it("is right once an item is", () => {
    expect(found(lab("files", ["windows"]))).toEqual([]);
  });
});
