import { type Section } from "../config/section-config";
import { httpRequest } from "../network/http-request";
import { reasonOf } from "../schema/parameter-error";
import { type Values } from "../schema/schema";
import { type EndpointType } from "./endpoint-properties";
import { sendMail } from "./mail";
import { type Notification } from "./notification";
import { render, type TemplateData } from "./template";
import { decoded } from "./webhook-secret";

type Deliver = (endpoint: Values, notification: Notification) => Promise<void>;

/** Gotify's priority of each severity (proxmox-notify, gotify). */
const priorities = { info: 1, notice: 3, warning: 5, error: 9, unknown: 3 } as const;

const deliveries: Readonly<Record<EndpointType, Deliver>> = {
  gotify: async (endpoint, { title, message, severity }) => {
    const token = String(endpoint["token"]);
    await httpRequest(`${String(endpoint["server"])}/message`, {
      method: "POST",
      headers: {
        "Content-Type": "application/json",
        Authorization: `Bearer ${token}`,
        "X-Gotify-Key": token,
      },
      body: JSON.stringify({
        title,
        message: `\`\`\`\n${message}\n\`\`\``,
        priority: priorities[severity],
        extras: { "client::display": { contentType: "text/markdown" } },
      }),
    });
  },
  webhook: async (endpoint, notification) => {
    const data = templateData(endpoint, notification);
    const body = Buffer.from(String(endpoint["body"] ?? ""), "base64").toString("utf8");
    const headers = Object.entries(decoded(endpoint["header"]));
    await httpRequest(render(String(endpoint["url"]), data), {
      method: String(endpoint["method"]).toUpperCase(),
      headers: Object.fromEntries(headers.map(([name, value]) => [name, render(value, data)])),
      body: render(body, data),
    });
  },
  sendmail: mail,
  smtp: async (endpoint, notification) => {
    if (endpoint["username"] !== undefined && endpoint["password"] === undefined) {
      throw new Error("username is set but no password was provided");
    }
    await mail(endpoint, notification);
  },
};

/** Sends a notification through one endpoint. @throws Error naming the endpoint. */
export async function deliver(endpoint: Section, notification: Notification): Promise<void> {
  try {
    await deliveries[endpoint.type as EndpointType](endpoint.values, notification);
  } catch (error) {
    throw new Error(`could not notify via endpoint(s): ${endpoint.id}: ${reasonOf(error)}`);
  }
}

async function mail(endpoint: Values, { title, message }: Notification): Promise<void> {
  const { author, "from-address": from } = endpoint;
  const envelope = {
    addresses: [endpoint["mailto"] ?? []].flat().map(String),
    users: [endpoint["mailto-user"] ?? []].flat().map(String),
    ...(author === undefined ? {} : { author: String(author) }),
    ...(from === undefined ? {} : { from: String(from) }),
  };
  sendMail(envelope, title, message);
}

function templateData(endpoint: Values, notification: Notification): TemplateData {
  const { title, message, severity, fields, time } = notification;
  const timestamp = Math.floor(time.getTime() / 1000);
  return { title, message, severity, timestamp, fields, secrets: decoded(endpoint["secret"]) };
}
