import pulumi from "@pulumi/eslint-plugin";
import tseslint from "typescript-eslint";

/** The arrows between the rooms (docs/architecture.md): what a room must never import. */
const walls = {
  lib: [/^(\.\.\/)+(model|config|components|policy|commands|sandbox|agents)\//, /^@pulumi\//],
  model: [/^@pulumi\//, /\/(config|components|policy|sandbox|commands)\//, /^node:/],
  config: [/\/(components|policy|sandbox|commands)\//],
  components: [/\/(config|policy|sandbox|commands)\//],
  policy: [/\/(components|config|sandbox|commands)\//],
  // Some of its products have a folder called config; test/rooms.test.ts sees which one is meant.
  sandbox: [/^(\.\.\/)+(components|policy|model|commands|agents)\//],
};

/** The commands that are about the twin, or about all of the checkout. The others serve the real lab without it. */
const twinsCommands = ["check", "pulumi", "sandbox-stop", "start", "test", "test-*"];

const fence = (room, files, ignores, forbidden) => ({
  files,
  ignores,
  rules: {
    "no-restricted-imports": [
      "error",
      {
        patterns: forbidden.map(({ source }) => ({
          regex: source,
          message: `the arrows of docs/architecture.md forbid this in ${room}`,
        })),
      },
    ],
  },
});

const roomRules = [
  ...Object.entries(walls).map(([room, forbidden]) =>
    fence(`${room}/`, [`${room}/**/*.ts`], [], forbidden),
  ),
  fence("index.ts", ["index.ts"], [], [/^\.\/(policy|sandbox|commands|test)\//]),
  fence(
    "commands/",
    ["commands/*.ts"],
    twinsCommands.map((name) => `commands/${name}.ts`),
    [/^\.\.\/sandbox\//],
  ),
  fence(
    "commands/",
    ["commands/*/**/*.ts"],
    ["commands/sandbox/**", "commands/test/**"],
    [/^(\.\.\/){2,}sandbox\//],
  ),
];

export default tseslint.config(
  { ignores: ["node_modules/**", ".sandbox/**", "coverage/**", "**/*.js", "**/*.mjs", "**/*.cjs"] },
  {
    files: ["**/*.ts"],
    extends: [...tseslint.configs.recommendedTypeChecked],
    plugins: { "@pulumi": pulumi },
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      "@pulumi/no-output-in-template-literal": "error",
      "@typescript-eslint/restrict-template-expressions": [
        "error",
        { allowNumber: true, allowBoolean: true },
      ],
      "@typescript-eslint/no-unused-vars": [
        "error",
        { argsIgnorePattern: "^_", varsIgnorePattern: "^_" },
      ],
      "@typescript-eslint/switch-exhaustiveness-check": "error",
      "@typescript-eslint/require-await": "off",
      "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "inline-type-imports" }],
      "max-lines": ["error", { max: 300, skipBlankLines: true, skipComments: true }],
      complexity: ["error", 12],
      eqeqeq: "error",
      "no-console": "off",
    },
  },
  ...roomRules,
  {
    files: ["test/**/*.ts", "sandbox/test/**/*.ts"],
    rules: { "@typescript-eslint/no-unsafe-assignment": "off" },
  },
);
