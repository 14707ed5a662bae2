import { PolicyPack } from "@pulumi/policy";
import { checkedConfiguration, withLevels } from "./configuration";
import configuration from "./lab.policy.json";
import { packName, policies } from "./pack";
import { rows } from "./table";

const today = new Date().toISOString().slice(0, 10);

new PolicyPack(
  packName,
  { policies, description: "Retention and encryption of a backup estate, as it is sent." },
  withLevels(checkedConfiguration(configuration, "policy/lab.policy.json", rows, today), rows),
);
