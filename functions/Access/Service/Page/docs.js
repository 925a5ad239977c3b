// The documentation page: reads openapi.json and lists its operations. The content of an operation is made when it is opened.
import { make } from "./make.js";
import { operation } from "./operation.js";
import { startAccess } from "./access.js";

const byId = id => document.getElementById(id);

startAccess();
const api = await (await fetch("openapi.json")).json();
byId("about").textContent = api.info.description;

const operations = Object.entries(api.paths).flatMap(([path, item]) =>
  Object.entries(item).map(([verb, what]) => ({ path, verb, what, tag: what.tags[0] })));

const groups = api.tags.map(({ name }) => {
  byId("tag").append(make("option", { value: name }, name));
  const entries = operations.filter(one => one.tag === name).map(one => ({ ...one, element: entry(one) }));
  const group = make("div", {}, make("h3", {}, name), ...entries.map(one => one.element));
  byId("list").append(group);
  return { name, entries, group };
});

function entry({ path, verb, what }) {
  const details = make("details", { className: "operation", id: what.operationId },
    make("summary", {},
      make("span", { className: `verb ${verb}` }, verb.toUpperCase()),
      make("span", { className: "path" }, path),
      make("span", { className: "summary" }, what.summary)));
  details.addEventListener("toggle", () => {
    if (!details.open) return;
    if (details.childElementCount === 1) details.append(operation(api, path, verb, what));
    history.replaceState(null, "", `#${what.operationId}`);
  });
  return details;
}

function filter() {
  const tag = byId("tag").value;
  const words = byId("words").value.toLowerCase().split(" ").filter(word => word);
  let shown = 0;
  for (const { name, entries, group } of groups) {
    let inGroup = 0;
    for (const { path, verb, what, element } of entries) {
      const text = `${verb} ${path} ${what.summary} ${what.operationId}`.toLowerCase();
      element.hidden = !((!tag || tag === name) && words.every(word => text.includes(word)));
      inGroup += element.hidden ? 0 : 1;
    }
    group.hidden = inGroup === 0;
    shown += inGroup;
  }
  byId("count").textContent = `${shown} of ${operations.length} operations`;
  sessionStorage.setItem("docs.tag", tag);
}

byId("tag").value = sessionStorage.getItem("docs.tag") ?? "";
byId("tag").addEventListener("change", filter);
byId("words").addEventListener("input", filter);
filter();

const wanted = location.hash && byId(location.hash.slice(1));
if (wanted) {
  wanted.open = true;
  wanted.scrollIntoView();
}
