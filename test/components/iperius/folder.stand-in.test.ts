import * as fs from "node:fs";
import * as path from "node:path";
import { IperiusFolder, type WindowsAccount } from "../../../components/iperius/folder";
import { type Envelope, openEnvelope } from "../../../model/remote/envelope";
import { runProgram, unsealed } from "../../support/estate";
import { windowsHost } from "../support/windows-host";
import { makeIperiusJob } from "./iperius-files";
import { type IperiusHost, iperiusHosts } from "./iperius-host";

const folder = "C:\\ProgramData\\IperiusBackup";

/** What would be sent for the folder. */
async function closed(serviceAccount?: WindowsAccount): Promise<Envelope> {
  const resources = await runProgram(
    {},
    () => new IperiusFolder("iperius-folder", { host: windowsHost(), serviceAccount }),
  );
  return resources.flatMap(({ inputs }) => openEnvelope(unsealed(inputs["stdin"])) ?? [])[0]!;
}

const everybody = "O:BAG:SYD:AI(A;;FA;;;SY)(A;;FA;;;BA)(A;;FA;;;WD)";

describe.each(iperiusHosts)("the folder of Iperius on $name", ({ make }) => {
  let host: IperiusHost;
  beforeEach(() => {
    host = make();
    makeIperiusJob(host.drive, "[Job]\r\nNAME=dump\r\n");
  });
  afterEach(() => host.remove());

  const read = async (envelope: Envelope) => {
    const run = await host.run("read", envelope);
    return JSON.parse(run.stdout || `"${run.stderr}"`) as Record<string, unknown>;
  };

  it("is for everybody on the machine, as its setup leaves it, until it is closed", async () => {
    const envelope = await closed();
    await host.run("read", envelope);
    await host.open(`${folder}\\Jobs`, everybody);

    const before = await read(envelope);
    expect(before).toMatchObject({ inherits: true });
    expect(Object.keys(before["entries"] as object)).toContain("BU");
    expect(before["open"]).toContain("Jobs");

    expect(await host.run("create", envelope)).toMatchObject({ exitCode: 0, stderr: "" });
    expect(await read(envelope)).toEqual(envelope.document);
    expect(await host.access(folder)).toBe("O:BAG:SYD:P(A;OICI;FA;;;BA)(A;OICI;FA;;;SY)");
  });

  it.each([
    [
      "lets others into all of it",
      folder,
      "O:BAG:SYD:P(A;OICI;FA;;;BA)(A;OICI;FA;;;SY)(A;;FR;;;BU)",
    ],
    ["has another owner", folder, "O:S-1-5-21-1-2-3-1105G:SYD:P(A;OICI;FA;;;BA)(A;OICI;FA;;;SY)"],
    ["inherits again", folder, "O:BAG:SYD:AI(A;OICI;FA;;;BA)(A;OICI;FA;;;SY)"],
    ["takes a right from the service", folder, "O:BAG:SYD:P(A;OICI;FA;;;BA)(D;OICI;FW;;;SY)"],
    ["lets others into the jobs", `${folder}\\Jobs`, everybody],
    ["lets others into a job", `${folder}\\Jobs\\Job101.ibj`, everybody],
    ["lets others into a log", `${folder}\\Logs\\Job101\\LogFile.txt`, everybody],
    ["lets others into the log's folder", `${folder}\\Logs\\Job101`, everybody],
    [
      "shuts the service out of the jobs",
      `${folder}\\Jobs`,
      "O:BAG:SYD:(D;;FR;;;SY)(A;;FA;;;SY)(A;;FA;;;BA)",
    ],
    ["owns the jobs", `${folder}\\Jobs`, "O:BUG:SYD:(A;;FA;;;SY)(A;;FA;;;BA)"],
  ])("is closed again where somebody %s", async (_, path, sddl) => {
    const envelope = await closed();
    await host.run("create", envelope);
    const name = path.replace("101", host.drive.includes("drive-c-") ? "100" : "101");
    await host.open(name, sddl);

    expect(await read(envelope)).not.toEqual(envelope.document);
    expect(await host.run("apply", envelope)).toMatchObject({ exitCode: 0, stderr: "" });
    expect(await read(envelope)).toEqual(envelope.document);
  });

  it("is refused where it, or something in it, is a link, which is neither followed nor closed", async () => {
    const envelope = await closed();
    await host.run("create", envelope);
    const inside = path.join(host.drive, "ProgramData/IperiusBackup");
    const outside = path.join(host.drive, "ProgramData/elsewhere");
    fs.mkdirSync(path.join(outside, "deep"), { recursive: true });
    fs.symlinkSync(outside, path.join(inside, "Jobs/more"));

    expect(await read(envelope)).toEqual({ ...envelope.document, links: ["Jobs\\more"] });
    const refused = await host.run("apply", envelope);
    expect(refused.stderr).toContain(
      "something is a link, of which nobody can say who may have it lead elsewhere: Jobs\\more; nothing was changed; fix: look who made it",
    );
    fs.rmSync(path.join(inside, "Jobs/more"));
    fs.renameSync(inside, path.join(outside, "it"));
    fs.symlinkSync(path.join(outside, "it"), inside);
    expect(await read(envelope)).toMatchObject({ links: ["."] });
  });

  it("is not closed to the account that its service runs as", async () => {
    await host.run("read", await closed());
    await host.runAs("LAB\\svc-iperius");
    const before = await host.access(folder);
    const run = await host.run("create", await closed());

    expect(run).toMatchObject({ exitCode: 1, stdout: "" });
    expect(run.stderr).toContain(
      "the service IperiusSvc runs as 'LAB\\svc-iperius', and 'LocalSystem' is declared: it would be shut out",
    );
    expect(await host.access(folder)).toBe(before);

    const account = { name: "LAB\\svc-iperius", sid: "S-1-5-21-1-2-3-1105" };
    expect(await host.run("create", await closed(account))).toMatchObject({ exitCode: 0 });
    expect(await host.access(folder)).toContain("(A;OICI;FA;;;S-1-5-21-1-2-3-1105)");
  });

  it("stays closed when nobody looks at it any more", async () => {
    const envelope = await closed();
    await host.run("create", envelope);

    expect((await host.run("remove", envelope)).stdout).toContain("left as closed as it is");
    expect(await read(envelope)).toEqual(envelope.document);
  });
});
