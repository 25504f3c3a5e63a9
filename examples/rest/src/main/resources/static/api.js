// Shows openapi.json.

const at = id => document.getElementById(id);

function element(name, ...content) {
  const node = document.createElement(name);
  node.append(...content);
  return node;
}

const api = await (await fetch("openapi.json")).json();
at("title").textContent = api.info.title;
at("description").textContent = api.info.description;
for (const [path, operations] of Object.entries(api.paths)) {
  for (const [method, operation] of Object.entries(operations)) {
    const title = element("h2", method.toUpperCase() + " " + path);
    const section = element("section", title, element("p", operation.summary));
    const example = operation.requestBody?.content["application/json"].example;
    if (example !== undefined) {
      section.append(element("pre", JSON.stringify(example, null, 2)));
    }
    const answers = element("dl");
    for (const [status, answer] of Object.entries(operation.responses)) {
      answers.append(element("dt", status), element("dd", answer.description ?? answer.$ref.replace(/.*\//, "")));
    }
    section.append(answers);
    at("operations").append(section);
  }
}
