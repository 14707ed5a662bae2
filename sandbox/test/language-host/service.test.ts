import * as grpc from "@grpc/grpc-js";
import * as language from "@pulumi/pulumi/proto/language_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { call, TestEngine } from "./support/client";
import { FakeProject } from "./support/project";

const project = new FakeProject();
const engine = new TestEngine();
beforeAll(() => engine.start());
afterAll(async () => {
  await engine.stop();
  project.remove();
});

const info = () => new language.ProgramInfo().setProgramDirectory(project.directory);

it("names no plugin, so that the engine downloads none", async () => {
  const packages = await call<language.GetRequiredPackagesResponse>((done) =>
    engine.client.getRequiredPackages(
      new language.GetRequiredPackagesRequest().setInfo(info()),
      done,
    ),
  );
  expect(packages.getPackagesList()).toEqual([]);
});

it("says which node it is", async () => {
  const about = await call<language.AboutResponse>((done) =>
    engine.client.about(new language.AboutRequest(), done),
  );
  expect([about.getExecutable(), about.getVersion()]).toEqual([process.execPath, process.version]);
});

it("lists the installed version of a dependency, and the range of one that is not there", async () => {
  const request = new language.GetProgramDependenciesRequest().setInfo(info());
  const dependencies = await call<language.GetProgramDependenciesResponse>((done) =>
    engine.client.getProgramDependencies(request, done),
  );
  expect(
    dependencies.getDependenciesList().map((each) => [each.getName(), each.getVersion()]),
  ).toEqual([
    ["@pulumi/pulumi", "3.259.0"],
    ["absent", "~1.2.3"],
  ]);
});

it("fails what only the official host can do, and says so", async () => {
  const refused = call((done) => engine.client.pack(new language.PackRequest(), done));
  await expect(refused).rejects.toMatchObject({
    code: grpc.status.UNIMPLEMENTED,
    details: expect.stringMatching(/^packing an SDK needs the official/) as string,
  });
});

it("answers the cancellation and passes it on", async () => {
  await call((done) => engine.client.cancel(new Empty(), done));
  expect(engine.cancellations).toBe(1);
});
