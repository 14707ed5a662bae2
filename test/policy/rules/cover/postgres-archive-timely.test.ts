import { unknown, verdictOf, violationsOf } from "../../support";
import { told } from "../../told";

const rule = "postgres-archive-timely";
const good = { archive_mode: "on", archive_command: "archive-push %p", archive_timeout: "300" };
const stanza = (server: object) => [
  told("postgres stanza", { server: { ...good, ...server } }, { name: "pg" }),
];

describe(rule, () => {
  it.each([
    {},
    { archive_mode: "always" },
    { archive_timeout: "3600" },
    { archive_command: "test ! -f /srv/wal/%f && cp %p /srv/wal/%f" },
    { archive_command: "true; cp pg_wal/%f /srv" },
    { archive_command: "trueship %p" },
  ])("passes a server with %j", async (server) =>
    expect(await violationsOf(rule, stanza(server))).toEqual([]),
  );

  it.each([
    [{ archive_mode: "off" }, "archive_mode is off; wanted is on"],
    [{ archive_mode: undefined }, "archive_mode is undefined; wanted is on"],
    [{ archive_command: "" }, 'archive_command is "", which archives nothing'],
    [{ archive_command: " /bin/true" }, 'archive_command is " /bin/true", which archives nothing'],
    ...["true", "/usr/bin/true %p", ": %p", "exit 0 # %p", "echo %p", "cp /etc/hosts /srv"].map(
      (command): [object, string] => [
        { archive_command: command },
        `archive_command is ${JSON.stringify(command)}, which archives nothing`,
      ],
    ),
    [{ archive_command: undefined }, "archive_command is null, which archives nothing"],
    [{ archive_library: "basic_archive" }, "archive_library is basic_archive, which archives in"],
    [{ archive_timeout: "0" }, "archive_timeout is 0; wanted are 1 to 3600 seconds"],
    [{ archive_timeout: "3601" }, "archive_timeout is 3601; wanted are 1 to 3600 seconds"],
    [{ archive_timeout: undefined }, "archive_timeout is undefined; wanted are 1 to 3600 seconds"],
  ])("fails on %j", async (server, got) => {
    expect(await violationsOf(rule, stanza(server))).toEqual([expect.stringContaining(got)]);
  });

  it("says everything of a document that says nothing", async () => {
    expect(await violationsOf(rule, [told("postgres stanza", {}, { name: "pg" })])).toHaveLength(3);
  });

  it("says that a document is not known yet", async () => {
    const later = { type: "command:remote:Command", props: { stdin: unknown } };
    expect((await verdictOf(rule, [later])).notJudged).toContain("not known yet");
  });
});
