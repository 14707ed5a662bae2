import { type EnforcementLevel, type PolicyPackConfig } from "@pulumi/policy";
import {
  type AnalyzerInfo,
  EnforcementLevel as Level,
  PolicyConfig,
} from "@pulumi/pulumi/proto/analyzer_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";

/** How a rule is set, whoever set it. */
export interface RuleSetting {
  readonly level: EnforcementLevel;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** Every rule's setting, by its name. */
export type RuleSettings = Readonly<Record<string, RuleSetting>>;

/** What somebody sets of a rule; the rest stays. */
type Change = Partial<RuleSetting>;

/**
 * The settings of a pack's rules as the engine puts them together: what the rules say of themselves, then what the pack
 * brings with it, then what a file says. `all` comes before what is said of one (Pulumi, `analyzer/config.go`,
 * ReconcilePolicyPackConfig).
 */
export function ruleSettings(info: AnalyzerInfo, file: PolicyPackConfig = {}): RuleSettings {
  return changed(changed(ownSettings(info), broughtChanges(info)), fileChanges(file));
}

/** Of each rule the level, and the defaults that its schema has. */
function ownSettings(info: AnalyzerInfo): RuleSettings {
  const settings = info.getPoliciesList().map((policy) => {
    const schema = policy.getConfigschema()?.getProperties()?.toJavaScript() ?? {};
    const defaults = Object.entries(schema as Record<string, { readonly default?: unknown }>)
      .filter(([, property]) => property.default !== undefined)
      .map(([key, property]) => [key, property.default] as const);
    const level = levelNames[policy.getEnforcementlevel()];
    return [policy.getName(), { level, properties: Object.fromEntries(defaults) }] as const;
  });
  return Object.fromEntries(settings);
}

/** The engine has no word for a level that was not said, and takes it for the first of them, advisory. */
function broughtChanges(info: AnalyzerInfo): Record<string, Change> {
  const changes: Record<string, Change> = {};
  info.getInitialconfigMap().forEach((told, name) => {
    const properties = told.getProperties()?.toJavaScript() ?? {};
    changes[name] = { level: levelNames[told.getEnforcementlevel()], properties };
  });
  return changes;
}

function fileChanges(file: PolicyPackConfig): Record<string, Change> {
  return Object.fromEntries(
    Object.entries(file).map(([name, told]): readonly [string, Change] => {
      if (typeof told === "string") return [name, { level: told }];
      const { enforcementLevel: level, ...properties } = told;
      return [name, { ...(level === undefined ? {} : { level }), properties }];
    }),
  );
}

function changed(settings: RuleSettings, changes: Readonly<Record<string, Change>>): RuleSettings {
  const all = changes["all"]?.level;
  return Object.fromEntries(
    Object.entries(settings).map(([name, { level, properties }]) => {
      const change = changes[name];
      return [
        name,
        {
          level: change?.level ?? all ?? level,
          properties: { ...properties, ...change?.properties },
        },
      ];
    }),
  );
}

/** The same as the pack is told it. */
export function policyConfigs(settings: RuleSettings): Record<string, PolicyConfig> {
  return Object.fromEntries(
    Object.entries(settings).map(([name, { level, properties }]) => [
      name,
      new PolicyConfig()
        .setEnforcementlevel(levels[level])
        .setProperties(
          Struct.fromJavaScript(properties as Parameters<typeof Struct.fromJavaScript>[0]),
        ),
    ]),
  );
}

const levelNames: Readonly<Record<Level, EnforcementLevel>> = {
  [Level.ADVISORY]: "advisory",
  [Level.MANDATORY]: "mandatory",
  [Level.DISABLED]: "disabled",
  [Level.REMEDIATE]: "remediate",
};

const levels: Readonly<Record<EnforcementLevel, Level>> = {
  advisory: Level.ADVISORY,
  mandatory: Level.MANDATORY,
  disabled: Level.DISABLED,
  remediate: Level.REMEDIATE,
};
