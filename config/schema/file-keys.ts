/**
 * What stands in a stack's file, and what it is for. Source: Pulumi, sdk/go/common/workspace/project.go, ProjectStack.
 */
export const fileKeys = {
  config: "The declaration, in keys that begin with `backup:`, and settings of other projects.",
  encryptionsalt:
    "What Pulumi derives the key of this file's secrets from, with a passphrase. Written by Pulumi. Default: none.",
  encryptedkey:
    "The key of this file's secrets, encrypted by a key service. Written by Pulumi. Default: none.",
  secretsprovider:
    "The key service that keeps this file's secrets. Written by Pulumi. Default: the one of the backend.",
  environment: "Environments of Pulumi ESC whose settings count here too. Default: none.",
} as const;
