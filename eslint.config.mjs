import pulumi from "@pulumi/eslint-plugin";
import tseslint from "typescript-eslint";

/** The arrows between the rooms (docs/architecture.md): what a room must never import. */
const walls = {
  model: [
    "@pulumi/*",
    "**/config/**",
    "**/components/**",
    "**/policy/**",
    "**/sandbox/**",
    "node:*",
  ],
  config: ["**/components/**", "**/policy/**", "**/sandbox/**"],
  components: ["**/config/**", "**/policy/**", "**/sandbox/**"],
  policy: ["**/components/**", "**/config/**", "**/sandbox/**"],
  sandbox: ["**/components/**", "**/policy/**"],
};

const roomRules = Object.entries(walls).map(([room, forbidden]) => ({
  files: [`${room}/**/*.ts`],
  rules: {
    "no-restricted-imports": [
      "error",
      {
        patterns: [
          {
            group: forbidden,
            message: `the arrows of docs/architecture.md forbid this in ${room}/`,
          },
        ],
      },
    ],
  },
}));

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
