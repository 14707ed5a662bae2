import { type Severity } from "@pulumi/policy";
import { type Exception } from "../../policy/exception";

/** A rule as it was asked: with the level that the configuration gives it. */
export interface JudgingRule {
  readonly name: string;
  /** What it requires. */
  readonly description: string;
  readonly level: "mandatory" | "advisory";
  readonly severity: Severity | "unspecified";
  /** Whether it judges each resource alone, or all of them together. */
  readonly sees: "resource" | "stack";
  readonly remediation: string;
  /** Where it is explained, below the project's root. */
  readonly url: string;
  /** Controls that it supports. */
  readonly tags: readonly string[];
}

/** What is wrong with a resource, by one rule. */
export interface RuleViolation {
  readonly rule: string;
  /** The resource's name in the program. */
  readonly resource: string;
  readonly urn: string;
  readonly problem: string;
  readonly fix: string;
}

/** What a rule, or every rule, could not judge. */
export interface NotJudged {
  readonly resource: string;
  /** The property that nobody knows; left out where it is all of the resource. */
  readonly property?: string;
  /** Left out where it is every rule. */
  readonly rule?: string;
  readonly reason: string;
}

/** A resource that a rule lets pass for a time. */
export interface HoldingException extends Exception {
  readonly rule: string;
  /** Whether there is a resource of that name. */
  readonly isUsed: boolean;
}

/** What a pack says of resources. */
export interface Judgement {
  readonly pack: string;
  readonly rules: readonly JudgingRule[];
  /** Names of rules that nobody asked, because the configuration switches them off. */
  readonly switchedOff: readonly string[];
  readonly resources: number;
  readonly violations: readonly RuleViolation[];
  readonly notJudged: readonly NotJudged[];
  readonly exceptions: readonly HoldingException[];
}
