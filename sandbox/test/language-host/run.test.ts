import { ProgramInfo, RunRequest } from "@pulumi/pulumi/proto/language_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { TestEngine } from "./support/client";
import { FakeProject } from "./support/project";

const project = new FakeProject();
const engine = new TestEngine();
beforeAll(() => engine.start());
afterEach(() => delete process.env["EXIT_WITH"]);
afterAll(async () => {
  await engine.stop();
  project.remove();
});

type Options = Parameters<typeof Struct.fromJavaScript>[0];

function request(options: Options = {}, directory = project.directory): RunRequest {
  const info = new ProgramInfo()
    .setRootDirectory(directory)
    .setProgramDirectory(directory)
    .setEntryPoint("index.ts")
    .setOptions(Struct.fromJavaScript(options));
  const run = new RunRequest()
    .setInfo(info)
    .setProject("backup")
    .setStack("sandbox")
    .setOrganization("organization")
    .setPwd(directory)
    .setMonitorAddress("127.0.0.1:4712")
    .setParallel(16)
    .setConfigsecretkeysList(["backup:secrets"]);
  run.getConfigMap().set("backup:hosts", "{}").set("backup:secrets", "hidden");
  return run;
}

describe("a program", () => {
  it("is started with everything the SDK's runner needs", async () => {
    await engine.run(request().setDryrun(true).setArgsList(["--extra"]));
    expect(project.recorded("run").argv).toEqual([
      ...["--monitor", "127.0.0.1:4712", "--engine", "127.0.0.1:4711"],
      ...["--organization", "organization", "--project", "backup"],
      ...["--root-directory", project.directory, "--stack", "sandbox"],
      ...["--pwd", project.directory, "--parallel", "16", "--dry-run", "index.ts", "--extra"],
    ]);
  });

  it("gets its configuration in the environment, never as arguments", async () => {
    await engine.run(request());
    const { argv, env } = project.recorded("run");
    expect(JSON.parse(env["PULUMI_CONFIG"] ?? "")).toEqual({
      "backup:hosts": "{}",
      "backup:secrets": "hidden",
    });
    expect(env["PULUMI_CONFIG_SECRET_KEYS"]).toBe('["backup:secrets"]');
    expect(argv.join(" ")).not.toContain("hidden");
  });

  it.each([
    [{}, { PULUMI_NODEJS_TYPESCRIPT: "true" }],
    [{ typescript: false }, { PULUMI_NODEJS_TYPESCRIPT: "false" }],
    [{ tsconfig: "other.json" }, { PULUMI_NODEJS_TSCONFIG_PATH: "other.json" }],
  ])("is run with the options %j of the project", async (options, environment) => {
    await engine.run(request(options));
    expect(project.recorded("run").env).toMatchObject(environment);
  });

  it.each([
    ["0", "", false],
    ["32", "", true],
    ["3", "Program exited with non-zero exit code: 3", false],
    ["signal", "Program was ended by SIGKILL", false],
  ])("that ends with %s gives the error %j and bail %s", async (exit, error, bail) => {
    process.env["EXIT_WITH"] = exit;
    const response = await engine.run(request());
    expect([response.getError(), response.getBail()]).toEqual([error, bail]);
  });

  it("fails with the remedy where no SDK is installed", async () => {
    await expect(engine.run(request({}, "/"))).rejects.toThrow(
      /SDK is not installed: .* cannot be resolved from \/\. Run `npm ci`/,
    );
  });
});
