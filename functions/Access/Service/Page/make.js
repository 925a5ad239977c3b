// Makes elements. Texts are inserted as text, so that no external content becomes markup.
export function make(name, properties = {}, ...content) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key in element) element[key] = value;
    else element.setAttribute(key, value);
  }
  element.append(...content.filter(one => one !== null && one !== undefined));
  return element;
}

// A field with its label, and a sentence that screen readers read as its description.
let count = 0;
export function field(input, name, about) {
  if (!about) return make("label", {}, name, input);
  const id = `about-${++count}`;
  input.setAttribute("aria-describedby", id);
  return make("div", {}, make("label", {}, name, input), make("small", { id }, about));
}
