import { remoteObjectOf, type RemoteObject } from "./remote-object";
import { type Resource, type ResourceOf } from "./resource";
import { type ResourceType } from "./resource-types";
import { type Stack } from "./stack";

/** What is wrong with one resource. */
export interface Violation {
  /** What was got and what is wanted, with the property; a part of a sentence, without a period. Never a secret. */
  readonly problem: string;
  /** The change to make, in words for whoever wrote the program; without a period. */
  readonly fix: string;
}

/** Numbers that a pack's configuration may change, by name. */
export type Numbers = Readonly<Record<string, number>>;

/** A rule: for which resources it speaks, and a pure verdict on one of them. */
export interface Rule<Used extends Numbers = Numbers> {
  /** Kebab case, `<subject>-<requirement>`; fixed for ever, for exceptions name it. */
  readonly name: string;
  /** What is required, in a sentence that ends with a period. */
  readonly description: string;
  /** What to do about a violation, in sentences. */
  readonly remediation: string;
  /** Type tokens of the resources it judges, or all of them. */
  readonly types: readonly string[] | "any";
  /**
   * How much it has to see. `resource`: the inputs of one, before that is made or changed. `stack`: all of them, with what
   * the providers answered; for what may be missing, and only there, because it comes last.
   */
  readonly sees: "resource" | "stack";
  /** Empty if nothing is wrong. @throws UnknownIn where it needs what is not known yet */
  readonly judge: (resource: Resource, numbers: Used, stack: Stack) => readonly Violation[];
  /**
   * What puts right all that it would find wrong with a resource; empty where nothing is. For what harms no data and opens
   * nothing, whatever the program. Done at the level `remediate` alone, which a configuration has to ask for, rule by rule.
   *
   * It says what to change and hands no inputs back: a copy of them would have its secrets in clear.
   */
  readonly remediate?: (resource: Resource) => readonly Correction[];
}

/** An input put right. */
export interface Correction {
  /** From the resource's inputs to it: `["rules", 0, "bucketKeyEnabled"]`. All but the last part is there already. */
  readonly path: readonly (string | number)[];
  /** What is wanted there. */
  readonly value: boolean;
}

type Words = "name" | "description" | "remediation";

/** Whether a rule judges resources of a type. */
export function isFor({ types }: Rule, type: string): boolean {
  return types === "any" || types.includes(type);
}

/** A rule that judges each resource of those types by its own inputs. */
export function resourceRule<Type extends ResourceType, Used extends Numbers = Numbers>(
  rule: Pick<Rule, Words> & {
    readonly types: readonly Type[];
    readonly judge: (resource: ResourceOf<Type>, numbers: Used) => readonly Violation[];
    readonly remediate?: (resource: ResourceOf<Type>) => readonly Correction[];
  },
): Rule<Used> {
  const { remediate, ...rest } = rule;
  return {
    ...rest,
    sees: "resource",
    judge: erased(rule.judge),
    ...(remediate && { remediate: remediate as NonNullable<Rule["remediate"]> }),
  };
}

/** A rule that judges every resource by its own inputs, of whatever type. */
export function anyResourceRule<Used extends Numbers = Numbers>(
  rule: Pick<Rule, Words> & {
    readonly judge: (resource: Resource, numbers: Used) => readonly Violation[];
  },
): Rule<Used> {
  return { ...rule, types: "any", sees: "resource" };
}

/** A rule that judges each resource of those types among all others. */
export function stackRule<Type extends ResourceType, Used extends Numbers = Numbers>(
  rule: Pick<Rule, Words> & {
    readonly types: readonly Type[];
    readonly judge: (
      resource: ResourceOf<Type>,
      numbers: Used,
      stack: Stack,
    ) => readonly Violation[];
  },
): Rule<Used> {
  return { ...rule, sees: "stack", judge: erased(rule.judge) };
}

/** A rule of objects on hosts: it judges the documents of those kinds, whoever's commands carry them. */
export function remoteRule<Used extends Numbers = Numbers>(
  rule: Pick<Rule, Words | "sees"> & {
    /** As an envelope says it: `pbs prune-job`; or all of them. */
    readonly kinds: readonly string[] | "any";
    readonly judge: (object: RemoteObject, numbers: Used, stack: Stack) => readonly Violation[];
  },
): Rule<Used> {
  const { kinds, judge, ...words } = rule;
  return {
    ...words,
    types: ["command:remote:Command"],
    judge: (resource, numbers, stack) => {
      const object = remoteObjectOf(resource as ResourceOf<"command:remote:Command">);
      const isMeant = object && (kinds === "any" || kinds.includes(object.kind));
      return isMeant ? judge(object, numbers, stack) : [];
    },
  };
}

/** A verdict on resources of some types, for a list of rules on any: the pack asks it of those types alone. */
function erased<Subject, Used>(
  judge: (resource: Subject, numbers: Used, stack: Stack) => readonly Violation[],
) {
  return judge as (resource: Resource, numbers: Used, stack: Stack) => readonly Violation[];
}
