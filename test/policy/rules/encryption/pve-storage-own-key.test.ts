import { unknown, verdictOf, violationsOf } from "../../support";
import { told, toldLater } from "./support";

const rule = "pve-storage-own-key";
const wanted =
  "wanted is a key that is kept outside of the cluster as well. Fix: make the key with `proxmox-backup-client key create --kdf none`, escrow it, and give it as the storage's encryption key.";
const key = '{"data":"s3cr3t"}';

describe(rule, () => {
  describe.each(["proxmoxve:storage/pbs:Pbs", "proxmoxve:storage/pbsLegacy:PbsLegacy"])(
    "%s",
    (type) => {
      it.each([{ encryptionKey: key }, { encryptionKey: key, generateEncryptionKey: false }])(
        "passes %j",
        async (props) => {
          expect(await violationsOf(rule, [{ type, props }])).toEqual([]);
        },
      );

      it.each([
        [{}, "encryptionKey is unset, so that backups would lie readable on the server"],
        [
          { encryptionKey: "" },
          "encryptionKey is unset, so that backups would lie readable on the server",
        ],
        [
          { generateEncryptionKey: false },
          "encryptionKey is unset, so that backups would lie readable on the server",
        ],
        [
          { encryptionKey: "autogen" },
          "encryptionKey is autogen, so that backups would lie under a key of the cluster's own",
        ],
        [
          { generateEncryptionKey: true },
          "generateEncryptionKey is true, so that backups would lie under a key of the cluster's own",
        ],
        [
          { generateEncryptionKey: true, encryptionKey: key },
          "generateEncryptionKey is true, so that backups would lie under a key of the cluster's own",
        ],
      ])("fails on %j", async (props, got) => {
        expect(await violationsOf(rule, [{ type, props }])).toEqual([`subject: ${got}; ${wanted}`]);
      });

      it.each(["encryptionKey", "generateEncryptionKey"])(
        "says that %s is not known yet",
        async (property) => {
          expect(await verdictOf(rule, [{ type, props: { [property]: unknown } }])).toEqual({
            violations: [],
            notJudged: expect.stringContaining(`${property} of subject is not known yet`),
          });
        },
      );
    },
  );

  it("passes an object on a node whose document names a key", async () => {
    const document = { type: "pbs", "encryption-key": "ab:cd" };

    expect(await violationsOf(rule, [told("pve storage", document)])).toEqual([]);
  });

  it.each([
    [{}, "is unset, so that backups would lie readable on the server"],
    [{ "encryption-key": "" }, "is unset, so that backups would lie readable on the server"],
    [
      { "encryption-key": "autogen" },
      "is autogen, so that backups would lie under a key of the cluster's own",
    ],
  ])("fails on an object on a node with %j", async (document, got) => {
    expect(await violationsOf(rule, [told("pve storage", { type: "pbs", ...document })])).toEqual([
      `subject: document.encryption-key ${got}; ${wanted}`,
    ]);
  });

  it("says that an object is not known yet", async () => {
    expect(await verdictOf(rule, [toldLater])).toEqual({
      violations: [],
      notJudged: expect.stringContaining("stdin of subject is not known yet"),
    });
  });

  it("says nothing of other storages, objects and commands", async () => {
    const sent = [
      told("pve storage", { type: "dir" }),
      told("pve backup job", { type: "pbs" }),
      { type: "command:remote:Command", props: {} },
      { type: "proxmoxve:storage/nfs:Nfs", props: {} },
    ];

    expect(await violationsOf(rule, sent)).toEqual([]);
  });
});
