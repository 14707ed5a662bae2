import * as pulumi from "@pulumi/pulumi";
import { type EngineKey, keyTitle } from "../../model/engine-key";
import { type ArchiveInstruction } from "../../model/engines/s3";
import { nothingLeft } from "../../model/nothing-left";
import { entry, mapRecord } from "../../model/record";
import { type S3Settings } from "../../model/retention/s3-retention";
import { Product } from "../product";
import { type VaultAccess } from "./access";
import { VaultArchiveBucket } from "./archive-bucket";
import { type ArchivePrefix, VaultArchiveUser } from "./archive-user";
import { connectionTo, type VaultAccount } from "./claim";
import { declaredKey } from "./declared-key";
import { VaultKey, type VaultKeyArgs } from "./key";
import { KeyEscrow } from "./key-escrow";
import { escrowKeyPolicy, evidenceKeyPolicy, type KeyPolicy } from "./key-policy";
import { defineVaultProvider, type VaultProviderArgs } from "./provider";
import { secretPolicy } from "./secret-policy";
import {
  dataKeyPolicyOf,
  defineLogs,
  defineWatch,
  type PartOfVault,
  type WatchedVault,
} from "./watch";

/** What a stack declares of an offsite vault, and what the plan has its buckets do. */
export interface VaultArgs extends VaultProviderArgs, WatchedVault {
  readonly key: {
    /** Of the key for data, in KMS, without the `alias/` before it; those of the others begin with it. */
    readonly alias: string;
    readonly rotationDays: number;
    readonly deletionWindowDays: number;
  };
  /** Who may do what with keys, escrow and buckets. Default: whoever IAM allows. */
  readonly access?: VaultAccess;
  readonly instructions: readonly ArchiveInstruction[];
  /** The engines' keys, which are escrowed here. */
  readonly engineKeys: readonly EngineKey[];
  /** Where the value of each is found. */
  readonly secrets: pulumi.Output<object>;
}

/**
 * An offsite vault: its buckets under a key for data, the escrow of every engine's own key under one for that, and a key that signs
 * evidence.
 */
export class Vault extends Product<{ readonly region: string }> {
  readonly region: string;
  /** Another endpoint than AWS's own. */
  readonly endpoint: string | undefined;
  /** What the copies lie under. */
  readonly key: VaultKey;
  /** What the escrowed keys lie under. */
  readonly escrowKey: VaultKey;
  /** What signs evidence. */
  readonly evidenceKey: VaultKey;
  readonly buckets: Readonly<Record<string, VaultArchiveBucket>>;
  /** Where each engine's own key is escrowed, in AWS Secrets Manager. */
  readonly escrowedKeys: pulumi.Output<string[]>;

  private readonly account: VaultAccount;
  private readonly archiveUsers: readonly string[];
  /** That archive users must come from. */
  private readonly networks: readonly string[];
  /** By the titles of their keys. */
  private readonly escrows: Readonly<Record<string, KeyEscrow>>;

  constructor(name: string, args: VaultArgs, opts?: pulumi.ComponentResourceOptions) {
    const { region, endpoint } = args;
    super(
      {
        type: "backup:vault:Vault",
        onRemoval:
          "its keys, its buckets and the escrowed keys stay, protected until somebody takes that off in the state",
      },
      name,
      { region },
      opts,
    );
    this.region = region;
    this.endpoint = endpoint;
    const provider = defineVaultProvider(name, args);
    this.account = { provider, connection: connectionTo(args) };
    const { alias, rotationDays } = args.key;
    const key = this.defineKey(alias, dataKeyPolicyOf(this.ownName, args), args, { rotationDays });
    this.key = key;
    this.escrowKey = this.defineKey(`${alias}-escrow`, escrowKeyPolicy, args, {
      ...{ rotationDays, purpose: "escrowed keys" },
    });
    this.evidenceKey = this.defineKey(`${alias}-evidence`, evidenceKeyPolicy, args, {
      ...{ usage: "sign", purpose: "signed evidence" },
    });
    this.archiveUsers = args.archiveUsers;
    this.networks = args.access?.writerNetworks ?? [];
    const { account } = this;
    const part = this.part();
    const logs = defineLogs(part, args);
    const around = {
      ...{ key, account },
      ...(args.access === undefined ? {} : { access: args.access }),
      ...(logs === undefined ? {} : { logs }),
    };
    this.buckets = mapRecord(
      args.buckets,
      ({ name: bucketName }, store) =>
        new VaultArchiveBucket(
          this.childName(store),
          { bucketName, ...keptThere(args.instructions, store), ...around },
          this.there(store),
        ),
    );
    const all = [key, this.escrowKey, this.evidenceKey];
    defineWatch(part, args, { data: key, all }, logs);
    this.escrows = this.defineEscrows(args);
    this.escrowedKeys = pulumi.all(Object.values(this.escrows).map(({ secretName }) => secretName));
    this.registerOutputs({ keyArn: key.arn });
  }

  /**
   * Defines a user for a program that brings archives here.
   *
   * @param name - in the vault, and of the user in AWS
   * @throws Error for one that the key does not admit, whose every request would be refused
   */
  defineArchiveUser(name: string, prefixes: readonly ArchivePrefix[]): VaultArchiveUser {
    if (!this.archiveUsers.includes(name))
      throw new Error(`the key of vault ${this.ownName} admits no user ${name}`);
    return new VaultArchiveUser(
      this.childName(name),
      { prefixes, key: this.key, networks: this.networks },
      this.there(name),
    );
  }

  /**
   * A key's value as it is kept here.
   *
   * @throws Error for a key that is not escrowed here
   */
  escrowedValue(key: Pick<EngineKey, "kind" | "name">): pulumi.Output<string> {
    return entry(this.escrows, keyTitle(key)).value;
  }

  private defineKey(
    alias: string,
    policy: KeyPolicy,
    { region, access, key: { deletionWindowDays } }: VaultArgs,
    declared: Partial<VaultKeyArgs>,
  ): VaultKey {
    return new VaultKey(
      this.childName(alias),
      {
        ...{ deletionWindowDays, account: this.account, ...declared },
        ...(access === undefined
          ? {}
          : { policy: policy({ access, region }), roles: access.breakGlass }),
      },
      this.there(alias),
    );
  }

  private defineEscrows({ engineKeys, secrets, access }: VaultArgs): Record<string, KeyEscrow> {
    const guarded = access === undefined ? {} : { policy: secretPolicy(access) };
    const { escrowKey: vaultKey, account } = this;
    const escrows = engineKeys.map((key): [string, KeyEscrow] => {
      const name = `${key.kind}-${key.name}`;
      const value = declaredKey(secrets, key);
      return [
        keyTitle(key),
        new KeyEscrow(
          this.childName(name),
          { key, value, vaultKey, account, ...guarded },
          this.there(name),
        ),
      ];
    });
    return Object.fromEntries(escrows);
  }

  private part(): PartOfVault {
    return {
      ...{ vault: this.ownName, account: this.account },
      childName: (ownName) => this.childName(ownName),
      there: (ownName) => this.there(ownName),
    };
  }

  private there(ownName: string): pulumi.ComponentResourceOptions {
    return { ...this.inside(ownName), provider: this.account.provider };
  }
}

/** What a bucket must do for its copies, in the terms of S3. */
function keptThere(instructions: readonly ArchiveInstruction[], name: string) {
  const instruction = instructions.find(({ store }) => store === name);
  if (instruction === undefined) throw new Error(`the plan says nothing of the bucket ${name}`);
  const { server: _here, store: _, storageClass, encryption, kept, ...rest } = instruction;
  nothingLeft(rest);
  const algorithm = encryption === "none" ? ("none" as const) : ("aws:kms" as const);
  return {
    storageClass,
    encryption: algorithm,
    ...(kept === undefined ? {} : { kept: keeps(kept) }),
  };
}

function keeps({ expirationDays, noncurrentDays, lockDays, ...rest }: S3Settings) {
  nothingLeft(rest);
  return { expirationDays, noncurrentDays, ...(lockDays === undefined ? {} : { lockDays }) };
}
