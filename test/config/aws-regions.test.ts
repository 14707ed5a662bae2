import { Region } from "@pulumi/aws/types/enums";
import { awsRegions } from "../../config/aws-regions";

/** Partitions of their own, whose ARNs begin otherwise. */
const apart = /^(cn|us-gov|us-iso|eu-iso|eusc)/;

it("are those of the provider in AWS's public partition", () => {
  const known = Object.values(Region).filter((region) => !apart.test(region));

  expect([...awsRegions].sort()).toEqual([...new Set<string>(known)].sort());
});
