import * as fs from "node:fs";
import { useBackedUpGuest } from "./backed-up-guest";
import { typeRunbook } from "./by-hand";

const guest = useBackedUpGuest();

describe("the runbook for when nothing is left but AWS", () => {
  it("brings an image back byte by byte without the agent", async () => {
    expect((await guest.agent.run("export", "vm")).code).toBe(0);
    const directory = guest.agent.at("elsewhere");

    const { code, said } = await typeRunbook(guest, directory);

    expect({ code, said }).toMatchObject({ code: 0 });
    expect(said).toContain("no errors were found");
    expect(said).toContain("image/drive-scsi0.img: OK");
    const image = fs.readFileSync(`${directory}/image/drive-scsi0.img`);
    expect(image.equals(guest.image)).toBe(true);
  });
});
