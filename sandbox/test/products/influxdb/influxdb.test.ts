import * as fs from "node:fs";
import { type AddressInfo } from "node:net";
import * as os from "node:os";
import * as path from "node:path";
import { createInfluxdb } from "../../../products/influxdb/server";

const directory = fs.mkdtempSync(path.join(os.tmpdir(), "influxdb-"));
const file = path.join(directory, "lines.txt");
const server = createInfluxdb(file);
let url = "";

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  fs.rmSync(directory, { recursive: true });
});

describe("the stand-in for InfluxDB", () => {
  it("is healthy and keeps what it is sent", async () => {
    expect((await fetch(`${url}/health`)).status).toBe(200);
    for (const body of ["cpu,host=pbs01 used=1", "cpu,host=pbs01 used=2\n"]) {
      const { status } = await fetch(`${url}/api/v2/write?org=lab&bucket=pbs`, {
        method: "POST",
        body,
      });
      expect(status).toBe(204);
    }
    expect(fs.readFileSync(file, "utf8")).toBe("cpu,host=pbs01 used=1\ncpu,host=pbs01 used=2\n");
  });

  it("fails for anything else", async () => {
    expect((await fetch(`${url}/query`)).status).toBe(404);
  });
});
