// Schemas as readable lines: one per property, with its type and its description.
export function outline(api, schema) {
  const lines = [];
  write(schema, "", []);
  return lines.join("\n");

  function write(part, indent, within) {
    const object = resolve(part);
    const name = part.$ref;
    const properties = Object.entries(object.properties ?? {});
    for (const [key, value] of properties) {
      const needed = (object.required ?? []).includes(key) ? "" : "?";
      const about = value.description ?? (value.$ref ? undefined : resolve(value).description);
      lines.push(`${indent}${key}${needed}: ${type(value)}${about ? ` – ${about}` : ""}`);
      const inner = value.items ?? (typeof value.additionalProperties === "object" ? value.additionalProperties : value);
      // A type may contain itself.
      if (!within.includes(inner.$ref)) write(inner, `${indent}  `, [...within, name, inner.$ref]);
    }
    if (properties.length === 0 && indent === "") lines.push(type(part));
  }

  function type(part) {
    const schema = resolve(part);
    if (schema.enum) return schema.enum.map(value => JSON.stringify(value)).join(" | ");
    if (schema.type === "array") return `list of ${schema.items ? type(schema.items) : "anything"}`;
    const limits = ["minLength", "maxLength", "minimum", "maximum", "pattern", "default"]
      .filter(key => schema[key] !== undefined).map(key => `${key} ${schema[key]}`);
    return [schema.format ?? schema.type ?? "anything", ...limits].join(", ");
  }

  function resolve(part) {
    return part.$ref ? api.components.schemas[part.$ref.split("/").at(-1)] : part;
  }
}
