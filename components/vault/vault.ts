import type * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { type EngineKey, keyTitle } from "../../model/engine-key";
import { type ArchiveInstruction } from "../../model/engines/s3";
import { nothingLeft } from "../../model/nothing-left";
import { entry, mapRecord } from "../../model/record";
import { type S3Settings } from "../../model/retention/s3-retention";
import { Product } from "../product";
import { VaultArchiveBucket } from "./archive-bucket";
import { type ArchivePrefix, VaultArchiveUser } from "./archive-user";
import { declaredKey } from "./declared-key";
import { VaultKey, type VaultKeyArgs } from "./key";
import { KeyEscrow } from "./key-escrow";
import { defineVaultProvider, type VaultProviderArgs } from "./provider";

/** What a stack declares of an offsite vault, and what the plan has its buckets do. */
export interface VaultArgs extends VaultProviderArgs {
  readonly key: VaultKeyArgs & {
    /** Its alias in KMS, without the `alias/` before it. */
    readonly alias: string;
  };
  readonly buckets: Readonly<Record<string, { readonly name: string }>>;
  readonly instructions: readonly ArchiveInstruction[];
  /** The engines' keys, which are escrowed here. */
  readonly engineKeys: readonly EngineKey[];
  /** Where the value of each is found. */
  readonly secrets: pulumi.Output<object>;
}

/** An offsite vault: its key, its buckets under that key, and the escrow of every engine's own key. */
export class Vault extends Product<{ readonly region: string }> {
  readonly region: string;
  /** Another endpoint than AWS's own. */
  readonly endpoint: string | undefined;
  readonly key: VaultKey;
  readonly buckets: Readonly<Record<string, VaultArchiveBucket>>;
  /** Where each engine's own key is escrowed, in AWS Secrets Manager. */
  readonly escrowedKeys: pulumi.Output<string[]>;

  private readonly provider: aws.Provider;
  /** By the titles of their keys. */
  private readonly escrows: Readonly<Record<string, KeyEscrow>>;

  constructor(name: string, args: VaultArgs, opts?: pulumi.ComponentResourceOptions) {
    const { region, endpoint } = args;
    super(
      {
        type: "backup:vault:Vault",
        onRemoval:
          "its key, its buckets and the escrowed keys stay, protected until somebody takes that off in the state",
      },
      name,
      { region },
      opts,
    );
    this.region = region;
    this.endpoint = endpoint;
    this.provider = defineVaultProvider(name, args);
    const { alias, ...life } = args.key;
    const key = new VaultKey(this.childName(alias), life, this.there(alias));
    this.key = key;
    this.buckets = mapRecord(
      args.buckets,
      ({ name: bucketName }, store) =>
        new VaultArchiveBucket(
          this.childName(store),
          { bucketName, ...keptThere(args.instructions, store), key },
          this.there(store),
        ),
    );
    this.escrows = this.defineEscrows(args);
    this.escrowedKeys = pulumi.all(Object.values(this.escrows).map(({ secretName }) => secretName));
    this.registerOutputs({ keyArn: key.arn });
  }

  /**
   * Defines a user for a program that brings archives here.
   *
   * @param name - in the vault, and of the user in AWS
   */
  defineArchiveUser(name: string, prefixes: readonly ArchivePrefix[]): VaultArchiveUser {
    return new VaultArchiveUser(
      this.childName(name),
      { prefixes, key: this.key },
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

  private defineEscrows({ engineKeys, secrets }: VaultArgs): Record<string, KeyEscrow> {
    const escrows = engineKeys.map((key): [string, KeyEscrow] => {
      const name = `${key.kind}-${key.name}`;
      const value = declaredKey(secrets, key);
      return [
        keyTitle(key),
        new KeyEscrow(this.childName(name), { key, value, vaultKey: this.key }, this.there(name)),
      ];
    });
    return Object.fromEntries(escrows);
  }

  private there(ownName: string): pulumi.ComponentResourceOptions {
    return { ...this.inside(ownName), provider: this.provider };
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
