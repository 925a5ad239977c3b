// One operation: its description, a form to send it, its body and its answers.
import { make, field } from "./make.js";
import { outline } from "./schema.js";
import { show } from "./answer.js";
import { token } from "./access.js";

// Values typed for path parameters are offered again for parameters of the same name. They are kept for the tab.
const values = JSON.parse(sessionStorage.getItem("docs.values") ?? "{}");
// The ETag last read, by address. It fills If-Match of the forms for that address.
const tags = {};

export function operation(api, path, verb, what) {
  const inputs = (what.parameters ?? []).map(parameter => ({ parameter, input: input(parameter) }));
  const [media, content] = Object.entries(what.requestBody?.content ?? {})[0] ?? [];
  const body = media && (media === "application/json"
    ? make("textarea", { spellcheck: false, value: JSON.stringify(content.example ?? {}, null, 2) })
    : make("input", { type: "file" }));
  const output = make("div", { className: "answer" });
  const status = make("p", { role: "status" });
  const form = make("form", {},
    ...inputs.map(({ parameter, input }) => field(input, label(parameter), parameter.description)),
    body && field(body, `Body (${media})`, what.requestBody.required ? "" : "Optional."),
    make("div", { className: "row" }, make("button", {}, "Send"), status));
  const ifMatch = inputs.find(({ parameter }) => parameter.name === "If-Match")?.input;
  if (ifMatch) {
    fillIfMatch();
    document.addEventListener("etag", ({ detail }) => detail === address().pathname && fillIfMatch());
    for (const { parameter, input } of inputs) if (parameter.in === "path") input.addEventListener("input", fillIfMatch);
  }
  form.addEventListener("submit", async event => {
    event.preventDefault();
    status.textContent = "Sending …";
    await send();
  });

  return make("div", {},
    make("p", {}, what.description),
    form, output,
    body && media === "application/json" && inner("Fields of the body", make("pre", { tabIndex: 0 }, outline(api, content.schema))),
    inner("Answers", answers()));

  function address() {
    return new URL(api.servers[0].url + path.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(valueOf(name))), location.href);
  }

  function fillIfMatch() {
    ifMatch.value = tags[address().pathname] ?? "";
  }

  async function send() {
    const url = address();
    const headers = new Headers();
    if (token()) headers.set("Authorization", `Bearer ${token()}`);
    for (const { parameter, input } of inputs) {
      if (parameter.in === "path") values[parameter.name] = input.value;
      else if (input.value !== "" && parameter.in === "query") url.searchParams.set(parameter.name, input.value);
      else if (input.value !== "") headers.set(parameter.name, input.value);
    }
    sessionStorage.setItem("docs.values", JSON.stringify(values));
    const sent = body?.type === "file" ? body.files[0] : body?.value.trim();
    if (sent) headers.set("Content-Type", media);
    try {
      const answer = await fetch(url, { method: verb.toUpperCase(), headers, body: sent || undefined });
      status.textContent = `${answer.status} ${answer.statusText}`;
      output.replaceChildren(...await show(answer));
      remember(answer, url);
    } catch (error) {
      status.textContent = `No answer: ${error.message}`;
    }
  }

  // After a success, the next click is a new attempt with a new key. After a refusal, it is the same attempt again.
  function remember(answer, url) {
    if (!answer.ok) return;
    for (const { parameter, input } of inputs) if (parameter.name === "Idempotency-Key") input.value = crypto.randomUUID();
    if (!answer.headers.get("ETag")) return;
    // The ETag of a new resource belongs to its own address.
    const { pathname } = new URL(answer.headers.get("Location") ?? url, url);
    tags[pathname] = answer.headers.get("ETag");
    document.dispatchEvent(new CustomEvent("etag", { detail: pathname }));
  }

  function valueOf(name) {
    return inputs.find(({ parameter }) => parameter.in === "path" && parameter.name === name)?.input.value ?? "";
  }

  function answers() {
    return make("dl", {}, ...Object.entries(what.responses).flatMap(([status, response]) => {
      const [type, given] = Object.entries(response.content ?? {})[0] ?? [];
      const kinds = Object.keys(given?.examples ?? {});
      return [
        make("dt", {}, status),
        make("dd", {}, response.description,
          kinds.length > 0 ? make("p", {}, make("small", {}, `Kinds: ${kinds.join(", ")}`)) : null,
          kinds.length === 0 && given?.schema ? make("pre", { tabIndex: 0 }, outline(api, given.schema)) : null,
          kinds.length === 0 && type && !given.schema ? make("p", {}, type) : null),
      ];
    }));
  }

  function input(parameter) {
    const choices = parameter.schema.enum ?? (parameter.schema.type === "boolean" ? ["true", "false"] : null);
    if (choices)
      return make("select", {}, make("option", { value: "" }, ""), ...choices.map(value => make("option", { value }, value)));
    const input = make("input", { autocomplete: "off", spellcheck: false, required: parameter.required });
    if (parameter.in === "path") input.value = values[parameter.name] ?? "";
    if (parameter.name === "Idempotency-Key") input.value = crypto.randomUUID();
    return input;
  }

  function label(parameter) {
    return `${parameter.name} (${parameter.in}${parameter.required ? ", required" : ""})`;
  }

  function inner(title, content) {
    return make("details", { className: "inner" }, make("summary", {}, title), content);
  }
}
