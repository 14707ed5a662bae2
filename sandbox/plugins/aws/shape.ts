/** Translates a value between the Pulumi SDK's form and the AWS SDK's. */
export interface Shape {
  toAws(value: unknown): unknown;
  fromAws(value: unknown): unknown;
}

type Members = Readonly<Record<string, unknown>>;

/** A member of an object: the AWS name alone, or with the shape of its value. */
export type Member = string | readonly [awsName: string, shape: Shape];

const asIs: Shape = { toAws: (value) => value, fromAws: (value) => value };

/** An object whose members have other names; what is absent stays absent. */
export function object(members: Readonly<Record<string, Member>>): Shape {
  const table = Object.entries(members).map(([name, member]) => {
    const [awsName, shape] = typeof member === "string" ? [member, asIs] : member;
    return { name, awsName, shape };
  });
  const present = (entries: [string, unknown][]) =>
    Object.fromEntries(entries.filter(([, value]) => value !== undefined && value !== null));
  const given = (value: unknown, translate: (value: unknown) => unknown) =>
    value === undefined || value === null ? undefined : translate(value);
  return {
    toAws: (value) =>
      present(
        table.map(({ name, awsName, shape }) => [
          awsName,
          given((value as Members)[name], (member) => shape.toAws(member)),
        ]),
      ),
    fromAws: (value) =>
      present(
        table.map(({ name, awsName, shape }) => [
          name,
          given((value as Members)[awsName], (member) => shape.fromAws(member)),
        ]),
      ),
  };
}

/** A list of one shape. */
export function list(element: Shape): Shape {
  return {
    toAws: (value) => (value as unknown[]).map((item) => element.toAws(item)),
    fromAws: (value) => (value as unknown[]).map((item) => element.fromAws(item)),
  };
}

/** A moment: RFC 3339 text here, a date there; AWS keeps whole seconds. */
export const moment: Shape = {
  toAws: (value) => new Date(value as string),
  fromAws: (value) => (value as Date).toISOString().replace(/\.\d+Z$/, "Z"),
};

/** A map of tags here, a list of keys and values there. */
export const tagList: Shape = {
  toAws: (value) => Object.entries(value as Members).map(([Key, Value]) => ({ Key, Value })),
  fromAws: (value) =>
    Object.fromEntries(
      (value as { Key: string; Value: string }[]).map(({ Key, Value }) => [Key, Value]),
    ),
};
