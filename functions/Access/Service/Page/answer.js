// Shows an answer: the headers that clients need, then the body. Files can be saved.
import { make } from "./make.js";

const shown = ["ETag", "Location", "Retry-After", "Idempotency-Replayed", "Content-Type"];

export async function show(answer) {
  const headers = shown.filter(name => answer.headers.has(name)).map(name => `${name}: ${answer.headers.get(name)}`);
  const parts = [make("pre", { tabIndex: 0 }, headers.join("\n"))];
  const type = answer.headers.get("Content-Type") ?? "";
  if (/json|^text\//.test(type)) {
    parts.push(make("pre", { tabIndex: 0 }, pretty(await answer.text())));
  } else if (answer.status !== 204 && type) {
    const name = /filename="?([^";]+)/.exec(answer.headers.get("Content-Disposition") ?? "")?.[1] ?? "file";
    parts.push(make("p", {}, make("a", { href: URL.createObjectURL(await answer.blob()), download: name }, `Save ${name}`)));
  }
  return parts;
}

function pretty(text) {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
