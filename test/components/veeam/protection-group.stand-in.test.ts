import { type Envelope } from "../../../model/remote/envelope";
import { differences } from "../../../components/remote/difference";
import { declaredGroup, type DeclaredGroup } from "./declared";
import { type VeeamHost, veeamHosts } from "./veeam-host";

/** What somebody does to a group in the console, and what is then not as wanted. */
const handMade: readonly (readonly [
  what: string,
  script: string,
  properties: readonly string[],
])[] = [
  [
    "takes a computer out",
    "Set-VBRProtectionGroup -ProtectionGroup $group -Container (New-VBRIndividualComputerContainer -CustomCredentials @($group.Container.CustomCredentials)[0])",
    ["computers"],
  ],
  [
    "puts one in",
    "Set-VBRProtectionGroup -ProtectionGroup $group -Container (New-VBRIndividualComputerContainer -CustomCredentials (@($group.Container.CustomCredentials) + (New-VBRIndividualComputerCustomCredentials -HostName 'other' -Credentials @(Get-VBRCredentials)[-1])))",
    ["computers"],
  ],
  [
    "reaches one by another log-in",
    "$other = Add-VBRCredentials -User 'x@y.z' -Password 'x' -Description 'theirs'; Set-VBRProtectionGroup -ProtectionGroup $group -Container (New-VBRIndividualComputerContainer -CustomCredentials @($group.Container.CustomCredentials)[0], (New-VBRIndividualComputerCustomCredentials -HostName 'fs04.lab.example' -Credentials $other))",
    ["computers[1].credentials"],
  ],
  [
    "has computers rebooted, and no agent installed",
    "Set-VBRProtectionGroup -ProtectionGroup $group -DeploymentOptions (New-VBRProtectionGroupDeploymentOptions -RebootIfRequired -InstallDriver)",
    ["deployment.agent", "deployment.driver", "deployment.reboots", "deployment.upgrades"],
  ],
  [
    "describes it in other words",
    "Set-VBRProtectionGroup -ProtectionGroup $group -Description 'managed by Pulumi, and by me'",
    ["description"],
  ],
];

describe.each(veeamHosts)("a protection group on $name", ({ make }) => {
  let host: VeeamHost;
  beforeAll(() => (host = make()));
  beforeEach(() => host.reset());
  afterAll(() => host.remove());
  const made = async (declared: DeclaredGroup = {}) => {
    const { logIn, group } = await declaredGroup(declared);
    expect(await host.run("create", logIn)).toMatchObject({ exitCode: 0, stderr: "" });
    return { group, run: await host.run("create", group) };
  };
  const drift = async (group: Envelope) =>
    differences(
      group.document,
      JSON.parse((await host.run("read", group)).stdout) as Record<string, unknown>,
    ).map(({ property }) => property);
  const byHand = (script: string) =>
    host.byHand(
      `$group = Get-VBRProtectionGroup | Where-Object { $_.Name -eq 'files [01]*' }\n${script} | Out-Null`,
    );

  it("is made of its computers, with agents and without reboots, and stays as it is", async () => {
    const { group, run } = await made();
    expect(run).toMatchObject({ exitCode: 0, stderr: "" });
    expect(JSON.parse(run.stdout)).toEqual(group.document);
    expect(group.document).toMatchObject({
      deployment: { agent: true, driver: false, reboots: false, upgrades: true },
      computers: [{ hostName: "fs02.lab.example" }, { hostName: "fs04.lab.example" }],
    });

    await host.refuse("Set-VBRProtectionGroup", "it was to stay");
    expect((await host.run("apply", group)).stdout).toEqual(run.stdout);
  });

  it("gets the computers that are declared next, in whatever order they come back", async () => {
    await made();
    const { group } = await made({ computers: ["FS04.lab.example", "fs07.lab.example"] });
    const { exitCode, stdout } = await host.run("apply", group);
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toEqual(group.document);

    const other = await declaredGroup({ computers: ["fs07.lab.example", "fs04.lab.example"] });
    expect(await drift(other.group)).toEqual([]);
  });

  it.each(handMade)(
    "shows what differs when somebody %s, and is put back",
    async (_, script, properties) => {
      const { group } = await made();
      await byHand(script);
      expect(await drift(group)).toEqual(properties);

      await host.run("apply", group);
      expect(await drift(group)).toEqual([]);
    },
  );

  it("follows the mark of its log-in when that gets another password", async () => {
    await made();
    const { logIn, group } = await declaredGroup({ password: "second" });
    await host.run("apply", logIn);

    expect(await drift(group)).toEqual([]);
  });

  it("fails where an operator made one of its name, and takes it over where it is named", async () => {
    await host.make("protection group", "files [01]*");
    const { group, run } = await made();

    expect(run.stderr).toMatch(
      /veeam protection group files \[01\]\* on \S+: is there already, made by somebody else \(/,
    );
    expect((await host.run("apply", group)).stderr).toContain(
      "that somebody else made is there; leave its computers out of the stack's file",
    );
    expect(await host.run("create", { ...group, adopt: true })).toMatchObject({ exitCode: 0 });
    expect(await drift(group)).toEqual([]);
  });

  it("fails without its log-in, and with the way by hand", async () => {
    const { group } = await declaredGroup();
    expect((await host.run("create", group)).stderr).toMatch(
      /Veeam has no log-in 'agents \[\w+\]'; nothing was changed; fix: .* or make the group 'files \[01\]\*' by hand in the console/,
    );
  });

  it("names the way by hand where a licence refuses it", async () => {
    await host.refuse("Add-VBRProtectionGroup", "Current license does not allow this operation");

    expect((await made()).run.stderr).toMatch(
      /Current license does not allow this operation; nothing was changed; fix: .* or make the group/,
    );
  });

  it("stays, with its computers, when nobody declares it any more", async () => {
    const { group } = await made();

    expect((await host.run("remove", group)).stdout.trim()).toBe(
      "left in Veeam with its computers and their agents: files [01]*",
    );
    expect(await drift(group)).toEqual([]);
  });
});
