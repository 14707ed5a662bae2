/**
 * How to learn the line and column of what is wrong in a stack's file. The engine hands the program values without
 * their places, and a reader of YAML would cost every preview more than the faults of a few are worth.
 */
export function placesHint(stack: string): string {
  return `\n  line and column of what stands in the file: npm run plan -- --file Pulumi.${stack}.yaml`;
}
