/** What a template may name, by dotted path. */
export interface TemplateData {
  readonly [name: string]: string | number | TemplateData;
}

type Found = TemplateData[string] | undefined;

const helpers: Readonly<Record<string, (value: Found) => string>> = {
  "url-encode": (value) => encodeURIComponent(asText(value)),
  json: (value) => JSON.stringify(value),
  escape: (value) => JSON.stringify(asText(value)).slice(1, -1),
};

/** Fills `{{ path }}` and `{{ helper path }}` with the product's three helpers; nothing is escaped. */
export function render(template: string, data: TemplateData): string {
  return template.replace(/\{\{\s*(?:([a-z-]+)\s+)?([\w.-]+)\s*\}\}/g, (_, name, path: string) => {
    const value = path.split(".").reduce<Found>(step, data);
    const helper = helpers[String(name)];
    if (name !== undefined && helper === undefined) {
      throw new Error(`Helper not defined: "${String(name)}"`);
    }
    return helper === undefined ? asText(value) : helper(value);
  });
}

function step(value: Found, name: string): Found {
  return typeof value === "object" && Object.hasOwn(value, name) ? value[name] : undefined;
}

function asText(value: Found): string {
  return value === undefined || typeof value === "object" ? "" : String(value);
}
