export default function (component) {
  const { data, setTriggerValue } = component;
  const root = rootOf(component, "sources");
  const drawn = JSON.stringify(data);
  if (root.drawn === drawn) return;
  root.drawn = drawn;
  const entry = (one) =>
    h("li", {},
      h("button", { type: "button", "data-n": one.n, on: { click: () => setTriggerValue("open", { article: one.article, start: one.start, end: one.end }) } },
        h("span", { class: "n" }, String(one.n)),
        h("span", { class: "what" }, h("span", { class: "publisher", dir: "auto" }, one.publisher), h("span", { class: "title", dir: "auto" }, one.title))));
  root.replaceChildren(
    h("h2", {}, "Sources"),
    h("p", { class: "hint" }, data.sources.length ? "Open a number to read the words behind it." : "The words behind each sentence will be numbered here."),
    h("ol", {}, data.sources.map(entry)));
}
