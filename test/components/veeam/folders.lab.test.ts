import { runProgram } from "../../support/estate";
import { labConfiguration, setAt } from "../../support/lab";
import { envelopeOf, named } from "../../support/registered";

describe("the folders of a Veeam job", () => {
  it("are sent as Windows writes them, once each, of all file servers of its class", async () => {
    const configuration = labConfiguration((declaration) => {
      const servers = declaration["backup:fileServers"] as Record<string, unknown>;
      setAt(servers, "fs02.paths", ["d:/Shares\\.\\", "E:\\Projects\\2026"]);
      setAt(servers, "fs04.paths", ["D:\\SHARES", "E:\\Projects", "C:\\Data\\..\\Homes\\"]);
    });
    const resources = await runProgram(
      configuration,
      () => void jest.requireActual("../../../index"),
    );

    expect(envelopeOf(named(resources, "veeam-windows-files-job")).document).toMatchObject({
      paths: ["C:\\Homes", "D:\\Shares", "E:\\Projects"],
    });
  });
});
