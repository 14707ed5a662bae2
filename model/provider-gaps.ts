/**
 * What PVE's API takes and its provider for Pulumi (`@muhlba91/pulumi-proxmoxve` up to 8.6.0) has no input for; the
 * way through a node's shell reaches it. Sources: the provider's schema; bpg/terraform-provider-proxmox issues 2898
 * and 3074.
 */
export const pveProviderGaps = {
  storage: ["port"],
  job: ["comment", "notificationMode"],
} as const;
