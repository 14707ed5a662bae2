import * as fs from "node:fs";

import { useServer } from "./harness";

const server = useServer();

const endpoint = (...words: string[]) => server.run("notification", "endpoint", ...words);
const base64 = (text: string) => Buffer.from(text).toString("base64");

const gotify = ["gotify", "create", "push", "--server", "http://gotify.lab", "--token", "s3cret"];

const sendmail = (name: string, ...words: string[]) =>
  endpoint("sendmail", "create", name, "--mailto", "ops@example.org", ...words);

describe("notification endpoints", () => {
  it("keep what is secret in a file that only root reads", async () => {
    expect(await endpoint(...gotify, "--comment", "to the phone")).toEqual({
      code: 0,
      out: "",
      err: "",
    });
    expect(server.config("notifications.cfg")).toContain(
      "gotify: push\n\tcomment to the phone\n\tserver http://gotify.lab\n",
    );
    expect(server.config("notifications.cfg")).not.toContain("s3cret");
    expect(server.config("notifications-priv.cfg")).toBe("gotify: push\n\ttoken s3cret\n");
    const file = server.at("/etc/proxmox-backup/notifications-priv.cfg");
    expect(fs.statSync(file).mode & 0o777).toBe(0o600);
    expect(await server.json("notification", "endpoint", "gotify", "show", "push")).toEqual({
      name: "push",
      comment: "to the phone",
      server: "http://gotify.lab",
      origin: "user-created",
    });
  });

  it("are changed, one secret apart from the rest", async () => {
    await endpoint(...gotify);
    await endpoint("gotify", "update", "push", "--token", "other", "--disable", "true");
    expect(server.config("notifications-priv.cfg")).toBe("gotify: push\n\ttoken other\n");
    await endpoint("gotify", "update", "push", "--delete", "disable");
    expect(server.config("notifications.cfg")).toContain("gotify: push\n\tserver");
  });

  it.each(["sendmail", "smtp"])("of type %s fail without any recipient", async (type) => {
    const smtp = type === "smtp" ? ["--server", "mail.lab", "--from-address", "pbs@lab"] : [];
    expect(await server.refusal("notification", "endpoint", type, "create", "mail", ...smtp)).toBe(
      "Error: must at least provide one recipient, either in mailto or in mailto-user",
    );
  });

  it("fail when an update would leave no recipient", async () => {
    await sendmail("mail");
    expect(
      await server.refusal(
        ...["notification", "endpoint", "sendmail", "update", "mail", "--delete", "mailto"],
      ),
    ).toContain("must at least provide one recipient");
  });

  it("share one set of names with matchers", async () => {
    await endpoint(...gotify);
    const refusal = "Error: Cannot create 'push', an entity with the same name already exists";
    expect(await server.refusal("notification", "matcher", "create", "push")).toBe(refusal);
    expect(
      await server.refusal(
        ...["notification", "endpoint", "sendmail", "create", "push", "--mailto", "a@b.c"],
      ),
    ).toBe(refusal);
  });

  it("are deleted, and fail to be removed", async () => {
    await endpoint(...gotify);
    expect(await server.refusal("notification", "endpoint", "gotify", "remove", "push")).toBe(
      "Error: no such command 'remove'",
    );
    expect((await endpoint("gotify", "delete", "push")).code).toBe(0);
    expect(server.config("notifications-priv.cfg")).toBe("");
    expect(await server.refusal("notification", "endpoint", "gotify", "delete", "push")).toBe(
      "Error: endpoint 'push' not found",
    );
  });

  it("fail to be deleted while a matcher names them", async () => {
    await endpoint(...gotify);
    await server.run("notification", "matcher", "create", "all", "--target", "push");
    expect(await server.refusal("notification", "endpoint", "gotify", "delete", "push")).toBe(
      "Error: cannot delete 'push', referenced by: all",
    );
  });

  it("that are built in change, and come back when they are deleted", async () => {
    const show = () => server.json("notification", "endpoint", "sendmail", "show", "mail-to-root");
    const original = await show();
    expect(original).toMatchObject({ "mailto-user": ["root@pam"], origin: "builtin" });
    await endpoint("sendmail", "update", "mail-to-root", "--author", "the lab");
    expect(await show()).toMatchObject({ author: "the lab", origin: "modified-builtin" });
    await endpoint("sendmail", "delete", "mail-to-root");
    expect(await show()).toEqual(original);
  });

  it.each([
    [["--priority", "9"], "schema does not allow additional properties"],
    [["--mode", "ssl"], "value 'ssl' is not defined in the enumeration."],
    [["--port", "65536"], "maximum value of 65535"],
    [["--origin", "builtin"], "this stand-in does not play this option"],
  ])("of type smtp fail for %j", async (words, reason) => {
    const { code, err } = await endpoint(
      ...["smtp", "create", "mail", "--server", "s", "--from-address", "a@b.c"],
      ...["--mailto", "a@b.c", ...words],
    );
    expect(code).toBe(255);
    expect(err).toContain(reason);
  });
});

describe("webhooks", () => {
  const create = (...words: string[]) =>
    endpoint(
      ...["webhook", "create", "hook", "--method", "post", "--url", "https://hooks.lab/x"],
      ...words,
    );
  const secret = (name: string, value: string) => [
    "--secret",
    `name=${name},value=${base64(value)}`,
  ];

  it("show the names of their secrets only", async () => {
    await create(...secret("token", "hush"), "--header", `name=X-Key,value=${base64("k")}`);
    expect(await server.json("notification", "endpoint", "webhook", "show", "hook")).toMatchObject({
      secret: ["name=token"],
      header: [`name=X-Key,value=${base64("k")}`],
    });
    expect(server.config("notifications.cfg")).not.toContain(base64("hush"));
  });

  it("keep a secret that an update names without a value, and drop one that it does not name", async () => {
    await create(...secret("one", "1"), ...secret("two", "2"));
    await endpoint("webhook", "update", "hook", ...secret("three", "3"), "--secret", "name=one");
    expect(server.config("notifications-priv.cfg")).toBe(
      `webhook: hook\n\tsecret name=three,value=${base64("3")}\n\tsecret name=one,value=${base64("1")}\n`,
    );
  });

  it.each([
    [["--secret", "name=unknown"], "secret 'unknown' not known"],
    [["--secret", "name=a,value=%%%"], "secret 'a' does not have valid base64 encoded data"],
    [[...secret("a", "1"), ...secret("a", "2")], "secret 'a' defined multiple times"],
    [["--header", "name=X"], "header 'X' has empty value"],
    [["--method", "delete"], "value 'delete' is not defined in the enumeration."],
    [["--url", "ftp://x"], "value does not match the regex pattern"],
  ])("fail to be updated with %j", async (words, reason) => {
    await create();
    const { code, err } = await endpoint("webhook", "update", "hook", ...words);
    expect(code).toBe(255);
    expect(err).toContain(reason);
  });
});

describe("matchers", () => {
  const create = (...words: string[]) => server.run("notification", "matcher", "create", ...words);

  it("are kept as given", async () => {
    await create(
      ...["night", "--target", "mail-to-root", "--match-severity", "warning,error"],
      ...["--match-field", "exact:type=prune,verify", "--match-calendar", "mon..fri 22:00-23:59"],
      ...["--mode", "all", "--invert-match", "false"],
    );
    expect(server.config("notifications.cfg")).toContain(
      [
        "matcher: night",
        "\tinvert-match false",
        "\tmatch-calendar mon..fri 22:00-23:59",
        "\tmatch-field exact:type=prune,verify",
        "\tmatch-severity warning,error",
        "\tmode all",
        "\ttarget mail-to-root\n",
      ].join("\n"),
    );
  });

  it.each([
    ["--target", "nowhere", "endpoint 'nowhere' does not exist"],
    ["--match-severity", "fatal", "invalid severity fatal"],
    ["--match-field", "type=prune", "invalid match-field statement: type=prune"],
    ["--match-field", "regex:type=(", "invalid regex"],
    ["--match-calendar", "12-8", "end time before start time"],
    ["--match-calendar", "8:60-12", "Nom(Tag)"],
    ["--match-calendar", "always", "could not parse schedule"],
    ["--mode", "some", "value 'some' is not defined in the enumeration."],
  ])("fail for %s %s", async (option, value, reason) => {
    const { code, err } = await create("mine", option, value);
    expect(code).toBe(255);
    expect(err).toContain(reason);
  });

  it("begin with one that sends everything to root, and it can be disabled", async () => {
    const show = () => server.json("notification", "matcher", "show", "default-matcher");
    expect(await show()).toMatchObject({ target: ["mail-to-root"], origin: "builtin" });
    await server.run("notification", "matcher", "update", "default-matcher", "--disable", "true");
    expect(await show()).toMatchObject({ disable: true, origin: "modified-builtin" });
  });
});
